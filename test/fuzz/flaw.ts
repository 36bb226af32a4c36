/** A property that does not hold for a reply. */
export class Flaw extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'Flaw';
	}
}

export function demand(holds: boolean, flaw: string): asserts holds {
	if (!holds) throw new Flaw(flaw);
}
