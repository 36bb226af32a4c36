/** Lets those who wait through in the order of their coming, as long as there is room. */
export class Turnstile {
	/** How many are behind it. */
	inside = 0;

	private readonly waiting: Array<() => void> = [];

	private readonly hasRoom: () => boolean;

	constructor(hasRoom: () => boolean) {
		this.hasRoom = hasRoom;
	}

	/** @param isFirst goes before those who wait already */
	enter(isFirst = false): Entry {
		if (this.waiting.length === 0 && this.hasRoom()) {
			this.inside += 1;
			return { isIn: true, entered: Promise.resolve(), leaveQueue: () => false };
		}
		let go: () => void = () => undefined;
		const entered = new Promise<void>((resolve) => {
			go = resolve;
		});
		if (isFirst) this.waiting.unshift(go);
		else this.waiting.push(go);
		const leaveQueue = () => {
			const place = this.waiting.indexOf(go);
			if (place >= 0) this.waiting.splice(place, 1);
			return place >= 0;
		};
		return { isIn: false, entered, leaveQueue };
	}

	leave(): void {
		this.inside -= 1;
	}

	/** To be called whenever there may be room. */
	admit(): void {
		while (this.waiting.length > 0 && this.hasRoom()) {
			this.inside += 1;
			this.waiting.shift()?.();
		}
	}
}

interface Entry {
	/** There was room at once. */
	isIn: boolean;
	entered: Promise<void>;
	/** For who waits no longer. @returns false when it is in already */
	leaveQueue(): boolean;
}
