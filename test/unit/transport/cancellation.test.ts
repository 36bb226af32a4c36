import {
	createCancellation,
	NEVER_CANCELLED,
	untilCancelled,
} from '../../../nodes/OakgenImage/transport/cancellation';
import { alreadyCancelled } from '../../support/cancelling';

/** Work that ends when it is told to, and an execution that can be cancelled. */
function scene() {
	const controller = new AbortController();
	let end = { resolve: (_: string) => {}, reject: (_: Error) => {} };
	const work = new Promise<string>((resolve, reject) => {
		end = { resolve, reject };
	});
	return {
		work,
		...end,
		cancel: () => controller.abort(),
		cancellation: createCancellation(controller.signal),
	};
}

describe('work that lasts until it is cancelled', () => {
	const interrupt = () => 'interrupted';

	it('gives what it comes to', async () => {
		const { work, resolve, cancellation } = scene();
		resolve('done');
		expect(await untilCancelled(work, interrupt, cancellation)).toBe('done');
	});

	it('fails as it fails', async () => {
		const { work, reject, cancellation } = scene();
		reject(new Error('broken'));
		await expect(untilCancelled(work, interrupt, cancellation)).rejects.toThrow('broken');
	});

	it('ends in the moment of the cancel, before anything else is done', async () => {
		const { work, cancel, cancellation } = scene();
		const log: string[] = [];
		const outcome = untilCancelled(work, () => (log.push('told'), 'interrupted'), cancellation);
		cancel();
		log.push('after');
		expect(log).toEqual(['told', 'after']);
		expect(await outcome).toBe('interrupted');
	});

	it('fails with what the interruption throws', async () => {
		const { work, cancel, cancellation } = scene();
		const outcome = untilCancelled(
			work,
			() => {
				throw new Error('cancelled');
			},
			cancellation,
		);
		cancel();
		await expect(outcome).rejects.toThrow('cancelled');
	});

	it('is interrupted by no later cancel', async () => {
		const { work, resolve, cancel, cancellation } = scene();
		const interruption = jest.fn(interrupt);
		resolve('done');
		await untilCancelled(work, interruption, cancellation);
		cancel();
		expect(interruption).not.toHaveBeenCalled();
	});

	it('takes its own course when it begins after the cancel', async () => {
		const outcome = untilCancelled(Promise.resolve('done'), interrupt, alreadyCancelled());
		expect(await outcome).toBe('done');
	});

	it('cannot be cancelled where nobody can cancel', async () => {
		const outcome = untilCancelled(Promise.resolve('done'), interrupt, NEVER_CANCELLED);
		expect(await outcome).toBe('done');
		expect(NEVER_CANCELLED.isCancelled()).toBe(false);
	});
});

it('one function may wait several times, and be taken back once', () => {
	const { cancel, cancellation } = scene();
	const told = jest.fn();
	const takeBack = cancellation.onCancel(told);
	cancellation.onCancel(told);
	takeBack();
	cancel();
	expect(told).toHaveBeenCalledTimes(1);
});

it('nobody is told after the end of the work', () => {
	const { cancel, cancellation } = scene();
	const told = jest.fn();
	cancellation.onCancel(told);
	cancellation.dispose();
	cancel();
	expect(told).not.toHaveBeenCalled();
});

it('has n8n’s signal for those who take nothing else', () => {
	const { signal } = new AbortController();
	expect(createCancellation(signal).signal).toBe(signal);
	expect(createCancellation(undefined)).not.toHaveProperty('signal');
});
