import { createWorld, type World } from '../../n8n/world.ts';
import { type Interruption, playInterruption } from '../interruption.ts';
import type { StoryOfItsOwn } from './story.ts';

/** n8n keeps nothing of the node but highlighted data, and shows the old error in the retry, too. */
const stop = {
	interrupt: async ({ client }: World, id: string) => await client.stop(id),
	ends: 'canceled',
	noted: 0,
	isNamed: true,
} as const;

/** A retry goes on with what is paid. */
const timeout = {
	interrupt: async ({ client }: World, id: string) => void (await client.execution(id)),
	timeoutSeconds: 5,
	ends: 'canceled',
	isNamed: true,
} as const;

const kill = {
	interrupt: async (world: World) => {
		await world.killN8n();
		await world.restartN8n();
	},
	ends: 'crashed',
	noted: 0,
	isNamed: false,
} as const;

/** As a service manager does it. */
const restart = {
	interrupt: async (world: World) => {
		await world.stopN8n();
		await world.restartN8n();
	},
	ends: 'success',
	noted: 0,
	isNamed: false,
} as const;

/** Six images, three orders at once. An Idempotency-Key makes nothing twice; Google has none. */
const interruptions: Interruption[] = [
	{
		...{ ...stop, name: 'Stop, orders unanswered', inWork: 'orders' },
		retry: { ends: 'error', orders: [3, 9], bill: [3, 6] },
	},
	{
		...{ ...stop, name: 'Stop, jobs pending', inWork: 'jobs' },
		retry: { ends: 'error', orders: [6, 12], bill: [6, 6] },
	},
	{
		...{ ...stop, name: 'Stop, jobs pending, Google', inWork: 'jobs', provider: 'gemini' },
		retry: { ends: 'error', orders: [6, 12], bill: [6, 12] },
	},
	{
		...{ ...stop, name: 'Stop, files on their way', inWork: 'files' },
		retry: { ends: 'error', orders: [6, 12], bill: [6, 6] },
	},
	{
		...{ ...timeout, name: 'Timeout, orders unanswered', inWork: 'orders', timeoutSeconds: 3 },
		...{ noted: 3, retry: { ends: 'success', orders: [3, 9], bill: [3, 6] } },
	},
	{
		...{ ...timeout, name: 'Timeout, jobs pending', inWork: 'jobs' },
		...{ noted: 6, retry: { ends: 'success', orders: [6, 6], bill: [6, 6] } },
	},
	{
		...{ ...timeout, name: 'Timeout, jobs pending, Google', inWork: 'jobs', provider: 'gemini' },
		...{ noted: 6, retry: { ends: 'success', orders: [6, 6], bill: [6, 6] } },
	},
	{
		...{ ...timeout, name: 'Timeout, files on their way', inWork: 'files', timeoutSeconds: 4 },
		...{ noted: 6, retry: { ends: 'success', orders: [6, 6], bill: [6, 6] } },
	},
	{
		...{ ...kill, name: 'n8n killed, orders unanswered', inWork: 'orders' },
		retry: { ends: 'success', orders: [3, 9], bill: [3, 6] },
	},
	{
		...{ ...kill, name: 'n8n killed, jobs pending', inWork: 'jobs' },
		retry: { ends: 'success', orders: [6, 12], bill: [6, 6] },
	},
	{ ...restart, name: 'n8n restarted, orders unanswered', inWork: 'orders', retry: null },
];

/**
 * A published workflow is interrupted while images are in work, and its execution retried by n8n's API
 * (with a longer timeout, where that ended it): what n8n keeps, what is named, and what is paid.
 */
export const cancel: StoryOfItsOwn = async (logFolder, seen) => {
	const world = await createWorld({ logFolder, screenshotFolder: logFolder });
	try {
		for (const interruption of interruptions) seen(await playInterruption(world, interruption));
	} finally {
		await world.close();
	}
};
