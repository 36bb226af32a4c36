import { numbered } from './fileName';

/** Which of the images of one reply an image is. */
export interface PositionInReply {
	/** From 0. */
	index: number;
	of: number;
}

/**
 * The names of a run's files, decided before any of them is there: images are ready in any order, and
 * each has to get the same name when the run is tried again. No two are the same, also where upper and
 * lower case are, as on Windows.
 */
export class FileNames {
	private readonly taken = new Set<string>();

	/** Where to go on counting, for a run in which all names are wanted alike. */
	private readonly lastNumber = new Map<string, number>();

	/**
	 * @param wanted without an extension
	 * @returns the name itself when it is free, else with the first number that is
	 */
	reserve(wanted: string): string {
		const key = folded(wanted);
		let stem = wanted;
		for (let number = this.lastNumber.get(key) ?? 1; this.isTaken(stem);) {
			number += 1;
			stem = numbered(wanted, number);
			this.lastNumber.set(key, number);
		}
		this.taken.add(folded(stem));
		return stem;
	}

	/**
	 * The name of an image of a reply that may hold several. They are counted, past the names that
	 * others have: two different stems with a number never give the same name.
	 *
	 * @param stem as `reserve` gave it
	 */
	inReply(stem: string, { index, of }: PositionInReply): string {
		if (of <= 1) return stem;
		let number = 0;
		for (let free = -1; free < index;) {
			number += 1;
			if (!this.isTaken(`${stem}-${number}`)) free += 1;
		}
		return `${stem}-${number}`;
	}

	private isTaken(stem: string): boolean {
		return this.taken.has(folded(stem));
	}
}

function folded(name: string): string {
	return name.normalize('NFC').toLowerCase();
}
