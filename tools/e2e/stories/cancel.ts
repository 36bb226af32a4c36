import { createWorld, type World } from '../../n8n/world.ts';
import { type Interruption, interruption, type Outcome } from '../interruption.ts';
import type { StoryOfItsOwn } from './story.ts';

/** What people and machines do to an execution. */
const stop: Interruption['interrupt'] = async ({ client }, id) => await client.stop(id);
const timeout: Interruption['interrupt'] = async ({ client }, id) =>
	void (await client.execution(id));
const kill = async (world: World) => {
	await world.killN8n();
	await world.restartN8n();
};
const restart = async (world: World) => {
	await world.stopN8n();
	await world.restartN8n();
};

const nothing: Outcome = { status: 'canceled', noted: 0, isLogged: true, isHighlighted: true };

/** Three of six images are in work. */
const interruptions: Interruption[] = [
	{
		...{ name: 'Stop, orders unanswered', interrupt: stop, inWork: 'orders' },
		...{ outcome: nothing, bill: [3, null] },
	},
	{
		...{ name: 'Stop, jobs pending', interrupt: stop, inWork: 'jobs' },
		...{ outcome: nothing, bill: [6, null] },
	},
	{
		...{ name: 'Stop, files on their way', interrupt: stop, inWork: 'files' },
		...{ outcome: nothing, bill: [6, null] },
	},
	{
		...{ name: 'Timeout, orders unanswered', interrupt: timeout, inWork: 'orders' },
		...{ timeoutSeconds: 4, outcome: { ...nothing, noted: 3 }, bill: [3, 6] },
	},
	{
		...{ name: 'Timeout, jobs pending', interrupt: timeout, inWork: 'jobs' },
		...{ timeoutSeconds: 5, outcome: { ...nothing, noted: 6 }, bill: [6, 6] },
	},
	{
		...{ name: 'Timeout, files on their way', interrupt: timeout, inWork: 'files' },
		...{ timeoutSeconds: 4, outcome: { ...nothing, noted: 6 }, bill: [6, 6] },
	},
	{
		...{ name: 'n8n killed, orders unanswered', interrupt: kill, inWork: 'orders' },
		...{ outcome: { ...nothing, status: 'crashed' }, bill: [3, 6] },
	},
	{
		...{ name: 'n8n killed, jobs pending', interrupt: kill, inWork: 'jobs' },
		...{ outcome: { ...nothing, status: 'crashed' }, bill: [6, 6] },
	},
	{
		...{ name: 'n8n restarted, orders unanswered', interrupt: restart, inWork: 'orders' },
		...{ outcome: { ...nothing, status: 'success' }, bill: [6, 6] },
	},
	{
		...{ name: 'n8n restarted, jobs pending', interrupt: restart, inWork: 'jobs' },
		...{ outcome: { ...nothing, status: 'success' }, bill: [6, 6] },
	},
];

/**
 * A published workflow is interrupted while images are in work, and its execution retried by n8n's API
 * (with a longer timeout, where that ended it): what n8n keeps, and what is paid.
 */
export const cancel: StoryOfItsOwn = async (logFolder, seen) => {
	const world = await createWorld({ logFolder, screenshotFolder: logFolder });
	try {
		for (const one of interruptions) seen(`${one.name}: ${await interruption(world, one)}`);
	} finally {
		await world.close();
	}
};
