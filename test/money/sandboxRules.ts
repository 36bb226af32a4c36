import type { Fault, ReplyName, Rule } from '../../tools/sandbox/index.ts';
import type { DownloadFault, Event, Fate, History } from './history';
import { ordersOf } from './orders';
import { certainStatus } from './replies';

/** What is left of a history's events when they are played over real sockets, without long waits. */
export type PlayedRules = Map<Rule, Fate>;

/** Makes the sandbox do what the history says. @returns the fate behind each rule for an order */
export function rulesFor(history: History, addRule: (rule: Rule) => void): PlayedRules {
	const { settings, incidents } = history;
	const prompts = ordersOf(settings).map(({ prompt }) => prompt);
	const played: PlayedRules = new Map();
	for (const incident of incidents) {
		const slot = incident.slot % history.slots;
		const promptIncludes = prompts[Math.floor(slot / settings.imagesPerItem)];
		if (promptIncludes === '') continue;
		const order = orderRule(incident, settings.provider, promptIncludes);
		addRule(order);
		played.set(order, incident.fate);
		for (const fault of downloadFaults(incident.fate)) {
			addRule({ where: 'download', promptIncludes, times: 1, fault });
		}
	}
	return played;
}

const REPLIES: Record<History['settings']['provider'], Record<string, ReplyName>> = {
	oakgen: {
		url: 'images-objects',
		urls: 'two-images-objects',
		bytes: 'b64_json',
		job: 'job-id',
		nameless: 'job-poll-without-id',
		imageless: 'job-done-then-images',
		failed: 'status-failed',
	},
	gemini: {
		url: 'image-uri',
		urls: 'two-images',
		bytes: 'image',
		job: 'in-progress',
		// This provider tells them no other way.
		nameless: 'in-progress',
		imageless: 'in-progress',
		failed: 'failed',
	},
};

/** Every rule sets everything, so that the rules of a prompt are used up one by one. */
function orderRule(
	{ fate, takesMs, staysOpen = false }: Event,
	provider: History['settings']['provider'],
	promptIncludes: string,
): Rule {
	return {
		where: 'generate',
		promptIncludes,
		times: 1,
		reply: REPLIES[provider][replyOf(fate)],
		fault: staysOpen && isTold(fate) ? { kind: 'staysOpen' } : faultOf(fate, provider),
		pendingPolls: replyOf(fate) === 'nameless' ? 1 : 0,
		latencyMs: takesMs,
	};
}

function replyOf(fate: Fate): string {
	if (fate.kind === 'failedInWords') return 'failed';
	if (fate.kind === 'job') return fate.polls[0]?.what ?? 'job';
	if (fate.kind !== 'made') return 'url';
	if (fate.result.kind === 'bytes') return 'bytes';
	return fate.result.downloads.length > 1 ? 'urls' : 'url';
}

const isTold = ({ kind }: Fate) => ['made', 'job', 'failedInWords'].includes(kind);

const NO_FAULT: Fault = { kind: 'wrongContentType', contentType: 'application/json' };

function faultOf(fate: Fate, provider: History['settings']['provider']): Fault {
	switch (fate.kind) {
		case 'refused':
			return { kind: 'status', status: fate.status };
		case 'notAccepted':
			return {
				kind: 'status',
				status: certainStatus(fate.status, provider),
				...(fate.retryAfterS === null ? {} : { retryAfterSeconds: fate.retryAfterS }),
			};
		case 'lost':
			return { ...lossOf(fate.how), afterGenerating: fate.isMade };
		case 'redirected':
			return {
				...{ kind: 'redirect', location: '{url}/result', status: fate.status },
				afterGenerating: fate.isMade,
			};
		case 'unreadable':
			return { kind: 'html', afterGenerating: fate.isMade };
		case 'notReached':
			throw new Error('The sandbox can always be reached');
		case 'failedInWords':
		case 'made':
		case 'job':
			return NO_FAULT;
	}
}

function lossOf(how: (Fate & { kind: 'lost' })['how']): Fault {
	switch (how) {
		case 'HTTP 408':
		case 'HTTP 502':
		case 'HTTP 504':
		case 'HTTP 524':
			return { kind: 'status', status: Number(how.slice(5)) };
		case 'half':
			return { kind: 'resetMidBody' };
		case 'reset':
		case 'hang':
		case 'stall':
			return { kind: how };
	}
}

const DOWNLOAD_FAULTS: Record<DownloadFault, Fault> = {
	'HTTP 403': { kind: 'status', status: 403 },
	'HTTP 404': { kind: 'status', status: 404 },
	'HTTP 500': { kind: 'status', status: 500 },
	reset: { kind: 'reset' },
	half: { kind: 'resetMidBody' },
	html: { kind: 'html' },
	hang: { kind: 'hang' },
	empty: { kind: 'empty' },
	open: { kind: 'staysOpen' },
};

function downloadFaults(fate: Fate): Fault[] {
	const result = fate.kind === 'made' ? fate.result : null;
	if (result?.kind !== 'urls') return [];
	return result.downloads.flatMap((troubles) =>
		troubles.flatMap(({ what, times }) => Array<Fault>(times).fill(DOWNLOAD_FAULTS[what])),
	);
}
