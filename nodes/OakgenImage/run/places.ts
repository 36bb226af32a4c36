import type { Cancellation } from '../transport/cancellation';
import { beforeDeadline, type Clock } from '../transport/clock';
import { Turnstile } from './turnstile';

/**
 * Jobs that may run at the provider for each order that may be in flight. They hold no connection, but
 * a provider with a long queue would not come to the last of them before Total Timeout.
 */
const JOBS_PER_ORDER = 8;

/**
 * What a node run does at the same time, over all its items: up to `concurrency` orders in flight, as
 * many deliveries (files that are fetched or stored) beside them, and as many answers about jobs. Who
 * is done with an order waits for a free delivery before the next order can start, so what is in
 * memory does not grow with the number of items.
 */
export class Places {
	private readonly orders: Turnstile;

	private readonly deliveries: Turnstile;

	private readonly answers: Turnstile;

	private jobs = 0;

	/** Whether a running job counts like an order, because the provider limits them. */
	private areJobsCounted: boolean;

	/** Orders that wait for a job to end. */
	private readonly refused: Array<() => void> = [];

	/** @param areJobsCounted from the beginning: for who must not run into a limit */
	constructor(concurrency: number, { areJobsCounted }: { areJobsCounted: boolean }) {
		this.areJobsCounted = areJobsCounted;
		const atMost = (most: number) => {
			const turnstile: Turnstile = new Turnstile(() => turnstile.inside < most);
			return turnstile;
		};
		this.deliveries = atMost(concurrency);
		this.answers = atMost(concurrency);
		this.orders = new Turnstile(() => {
			const { inside } = this.orders;
			const mostWithJobs = concurrency * (this.areJobsCounted ? 1 : JOBS_PER_ORDER);
			return inside < concurrency && inside + this.jobs < mostWithJobs;
		});
	}

	/** A place for the next image of the run, once an order may start. */
	async next(): Promise<Place> {
		const place = new Place(this);
		await place.toOrder();
		return place;
	}

	/** @param isFirst before those who wait already */
	async enter(stage: 'order' | 'delivery', isFirst = false): Promise<void> {
		await this.turnstileOf(stage).enter(isFirst).entered;
	}

	leave(stage: 'order' | 'delivery'): void {
		this.turnstileOf(stage).leave();
		this.admit();
	}

	beginJob(): void {
		this.jobs += 1;
	}

	/** What has ended makes room for one that was refused. */
	endJob(): void {
		this.jobs -= 1;
		for (const again of this.refused.splice(0, this.jobs === 0 ? Infinity : 1)) again();
		this.admit();
	}

	/** The provider may limit running jobs, if there are any, or does not come to them in time. */
	countJobs(): void {
		if (this.jobs > 0) this.areJobsCounted = true;
	}

	/** @returns after one of the running jobs has ended; false when there is none */
	async jobEnded(): Promise<boolean> {
		if (this.jobs === 0) return false;
		await new Promise<void>((resolve) => {
			this.refused.push(resolve);
		});
		return true;
	}

	/** @returns whether there was room before the moment `until`, and before the execution was cancelled */
	async beginAnswer(clock: Clock, until: number, cancellation: Cancellation): Promise<boolean> {
		const entry = this.answers.enter();
		if (entry.isIn) return true;
		const entered = entry.entered.then(() => true);
		return await beforeDeadline(clock, entered, {
			deadline: until,
			onGivenUp: () => !entry.leaveQueue(),
			cancellation,
		});
	}

	endAnswer(): void {
		this.answers.leave();
		this.answers.admit();
	}

	private turnstileOf(stage: 'order' | 'delivery'): Turnstile {
		return stage === 'order' ? this.orders : this.deliveries;
	}

	private admit(): void {
		this.deliveries.admit();
		this.orders.admit();
	}
}

/** Where one image is. It never waits for an order while it holds a delivery, so nobody waits for ever. */
export class Place {
	private stage: 'order' | 'job' | 'delivery' | null = null;

	private hasAnswer = false;

	private readonly places: Places;

	constructor(places: Places) {
		this.places = places;
	}

	async toOrder(): Promise<void> {
		if (this.stage === 'order') return;
		// What was begun goes before what was not.
		const isBegun = this.stage !== null;
		this.leave();
		await this.places.enter('order', isBegun);
		this.stage = 'order';
	}

	/** The place of the order is given up only when there is one for the delivery. */
	async toDelivery(): Promise<void> {
		if (this.stage === 'delivery') return;
		await this.places.enter('delivery');
		this.leave();
		this.stage = 'delivery';
	}

	/** Others may order while the provider works. */
	toJob(): void {
		if (this.stage === 'job') return;
		this.places.beginJob();
		this.leave();
		this.stage = 'job';
	}

	/** Running jobs are as many as the provider takes, or more: from now on each counts like an order. */
	countJobs(): void {
		this.places.countJobs();
	}

	/** @returns after one of the running jobs has ended; false when there is none */
	async jobEnded(): Promise<boolean> {
		return await this.places.jobEnded();
	}

	/** An answer about a job may hold the image itself, so it is asked for only while there is room. */
	async beginAnswer(clock: Clock, until: number, cancellation: Cancellation): Promise<void> {
		this.hasAnswer ||= await this.places.beginAnswer(clock, until, cancellation);
	}

	/** Nothing large is held of the answer. */
	endAnswer(): void {
		if (this.hasAnswer) this.places.endAnswer();
		this.hasAnswer = false;
	}

	/** Gives up whatever is held. */
	leave(): void {
		this.endAnswer();
		const { stage } = this;
		this.stage = null;
		if (stage === 'job') this.places.endJob();
		else if (stage !== null) this.places.leave(stage);
	}
}
