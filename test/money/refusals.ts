/** In which executions the provider said that something is not there, as far as n8n remembers. */
export class Refusals {
	/** By execution: the last one that knows of it. */
	private readonly knownUntil = new Map<number, number>();

	note(execution: number): void {
		this.knownUntil.set(execution, Infinity);
	}

	/** It was there after all. */
	takeBack(execution: number): void {
		this.knownUntil.delete(execution);
	}

	/** What n8n did not save, later executions do not know. */
	forget(execution: number): void {
		if (this.knownUntil.has(execution)) this.knownUntil.set(execution, execution);
	}

	hasAny(): boolean {
		return this.knownUntil.size > 0;
	}

	/** Whoever retries an execution wants an image ordered anew that is not there the second time either. */
	isGivenUp(execution: number): boolean {
		const known = [...this.knownUntil].filter(
			([refused, until]) => refused <= execution && execution <= until,
		);
		return known.length >= 2;
	}
}
