import type { History, PollFault } from './history';
import { languages } from './replies';
import { knowledgeOf, type PaidRequest, type Story, type Try } from './story';

type Sign = (story: Story, history: History) => boolean;

const isDelivered = (done: Try) => done.outcome.kind === 'output' && done.outcome.items.length > 0;
const isGood = (done: Try) =>
	done.outcome.kind === 'output' && done.outcome.items.every(({ json }) => !('error' in json));

const wasLost = ({ paid }: Story) => paid.some(({ outcome }) => outcome === 'unknown');
const isRefusedForStorage = ({ outcome }: Try) =>
	outcome.kind === 'output' &&
	outcome.items.some(({ json }) => String(json.error).includes('storage did not take the last'));
const jobEndsAfter =
	(what: PollFault): Sign =>
	({ generations }, { incidents }) =>
		generations.some(({ job, toldIn }) => job !== null && toldIn.files !== null) &&
		incidents.some(
			({ fate }) =>
				fate.kind === 'job' &&
				typeof fate.end !== 'string' &&
				fate.polls.some((fault) => fault.what === what),
		);

/**
 * What the histories must lead to now and then: else a property could hold because nothing happens.
 */
const SIGNS: Readonly<Record<string, Sign>> = {
	'the provider made an image, and the node never learned of it': ({ generations }) =>
		generations.some((made) => knowledgeOf(made) === 'nothing'),
	'a reply was lost': ({ paid }) => paid.some(({ outcome }) => outcome === 'unknown'),
	'a request was sent again in the same try': ({ paid, groups }) =>
		paid.some((one) => {
			const alike = paid.filter(
				(other) => other.tryNumber === one.tryNumber && other.group === one.group,
			);
			return alike.length > (groups.get(one.group)?.size ?? 0);
		}),
	'a rate limit named its end': ({ paid }) => paid.some(({ isNamedLimit }) => isNamedLimit),
	'an idempotency key was honoured': ({ paid, generations, settings }) =>
		settings.honoursKey &&
		generations.some(
			({ key }) => paid.filter((request) => request.key !== null && request.key === key).length > 1,
		),
	'a job outlasted a try': ({ generations }) =>
		generations.some(({ toldIn: { job, files } }) => job !== null && (files ?? job) > job),
	'a job was denied': ({ generations }) =>
		generations.some(({ job }) => job?.denials.hasAny() ?? false),
	'a generation failed in words': ({ paid, generations }) =>
		paid.some(({ outcome }) => outcome === 'failedInWords') ||
		generations.some(({ toldIn }) => toldIn.failure !== null),
	'a fallback made the image': ({ generations, settings }) =>
		generations.some(({ model }) => model === languages[settings.provider].models[1]),
	'the last model could not make it either': ({ paid, settings }) => {
		const last = languages[settings.provider].models[settings.fallbacks];
		const isVain = ({ outcome }: PaidRequest) => ['refused', 'notAccepted'].includes(outcome);
		return settings.fallbacks > 0 && paid.some((one) => one.model === last && isVain(one));
	},
	'a reply held two images': ({ generations }) => generations.some(({ files }) => files.length > 1),
	'n8n had no room for an image': ({ generations }) =>
		generations.some(({ files }) => files.some(({ isUnkeepable }) => isUnkeepable)),
	'images and errors came out together': ({ tries }) =>
		tries.some((done) => isDelivered(done) && !isGood(done) && !done.isCancelled),
	'the node threw in stop mode': ({ tries }) => tries.some(({ end }) => end === 'failed'),
	'Retry On Fail led to success': ({ tries }) =>
		tries.some(({ end, number, run }) => {
			const before = tries[number - 1];
			return end === 'accepted' && before?.end === 'repeated' && before.run === run;
		}),
	'an image came out in a later try than it was paid for': ({ tries, paid }) =>
		tries.some(
			(done) =>
				isDelivered(done) &&
				isGood(done) &&
				!paid.some(({ tryNumber }) => tryNumber === done.number),
		),
	'a paid request was cancelled on its way': ({ paid }) =>
		paid.some(({ outcome }) => outcome === 'aborted'),
	'a cancelled execution was retried with success': ({ tries }) =>
		tries.some(({ end, number }) => end === 'accepted' && tries[number - 1]?.end === 'cancelled'),
	'a failed execution was retried with success': ({ tries }) =>
		tries.some(({ end, number }) => end === 'accepted' && tries[number - 1]?.end === 'failed'),
	'n8n died, and the execution was retried with success': ({ tries }) =>
		tries.some(({ end, number }) => end === 'accepted' && tries[number - 1]?.end === 'killed'),
	'an order was answered with a redirect': (story, { incidents }) =>
		incidents.some(({ fate }) => fate.kind === 'redirected') && wasLost(story),
	'a connection stayed open behind a whole reply': ({ generations }, { incidents }) =>
		incidents.some(({ staysOpen }) => staysOpen) &&
		generations.some(({ toldIn: { files } }) => files !== null),
	'a poll forgot the id of a job that ended well': jobEndsAfter('nameless'),
	'a job was done before its images appeared': jobEndsAfter('imageless'),
	'n8n’s storage took nothing for a whole run': ({ tries }, { course }) =>
		course.storage === 'full' && tries.some(isRefusedForStorage),
	'n8n’s storage never answered': ({ tries }, { course }) =>
		course.storage === 'silent' && tries.some(({ isRecovery }) => isRecovery),
	'a loop went round again': ({ tries }) => tries.some(({ run }) => run.round > 0),
	'all items had one prompt': ({ settings }) => settings.samePrompt && settings.items > 1,
	'one item had no prompt': ({ settings }) => settings.invalidItem !== null,
};

/** Counts in how many of the histories each situation came up. */
export class Situations {
	readonly counts = new Map<string, number>(Object.keys(SIGNS).map((name) => [name, 0]));

	note(story: Story, history: History): void {
		for (const [name, isSeen] of Object.entries(SIGNS)) {
			if (isSeen(story, history)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
		}
	}
}
