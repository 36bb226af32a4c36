import type { Course, Event, Fate, Result, Settings, Troubles } from './history';

export function describeSettings(settings: Settings): string {
	const { provider, items, imagesPerItem } = settings;
	return [
		provider === 'gemini'
			? 'Gemini'
			: `Oakgen, which ${settings.honoursKey ? 'honours' : 'ignores'} the idempotency key`,
		`${items} × ${imagesPerItem} images${settings.samePrompt ? ' of one prompt' : ''}${settings.seeded ? ', seeded' : ''}`,
		`Retry On ${settings.retryOn}, Max Retries ${settings.maxRetries}`,
		`On Error ${settings.continues ? 'continue' : 'stop'}`,
		`${settings.concurrency} at a time`,
		`Request Timeout ${settings.requestTimeoutS} s, Total Timeout ${settings.totalTimeoutS} s`,
		...(settings.fallbacks > 0 ? [`${settings.fallbacks} fallback models`] : []),
		...(settings.downloadImage ? [] : ['not downloaded']),
		...(settings.invalidItem === null ? [] : [`item ${settings.invalidItem} has no prompt`]),
	].join('; ');
}

export function describeCourse(course: Course): string {
	const { tries, retriedExecutions, rounds, cancel, storage } = course;
	return [
		tries > 1 ? `Retry On Fail: ${tries} tries` : 'no Retry On Fail',
		`execution retried at most ${retriedExecutions} times`,
		...(rounds > 1 ? [`${rounds} rounds`] : []),
		...(storage === 'works' ? [] : [`n8n’s storage is ${storage}`]),
		...(cancel === null
			? []
			: [`${cancel.how} in try ${cancel.tryNumber} after ${cancel.afterMs} ms`]),
	].join('; ');
}

export function describeIncident({ fate, takesMs, staysOpen = false }: Event): string {
	return `${describeFate(fate)} (after ${takesMs} ms${staysOpen ? ', connection stays open' : ''})`;
}

function describeFate(fate: Fate): string {
	switch (fate.kind) {
		case 'refused':
			return `HTTP ${fate.status}`;
		case 'notAccepted':
			return `HTTP ${fate.status}${fate.retryAfterS === null ? '' : `, Retry-After ${fate.retryAfterS}`}`;
		case 'notReached':
			return 'connection refused';
		case 'lost':
			return `${fate.isMade ? 'made, but' : 'not made, and'} ${fate.how}`;
		case 'redirected':
			return `${fate.isMade ? 'made' : 'not made'}, and HTTP ${fate.status}`;
		case 'unreadable':
			return `${fate.isMade ? 'made' : 'not made'}, and an HTML page`;
		case 'failedInWords':
			return 'failed in words';
		case 'made':
			return describeResult(fate.result);
		case 'job': {
			const end = typeof fate.end === 'string' ? fate.end : describeResult(fate.end);
			return `job${fate.isNamed ? ' with an address' : ''}, polls: ${list(fate.polls)}, end: ${end}`;
		}
	}
}

function describeResult(result: Result): string {
	return result.kind === 'bytes'
		? `bytes (storage fails ${result.storageFails}×)`
		: result.downloads.map((troubles) => `URL (${list(troubles)})`).join(' + ');
}

function list(troubles: Troubles<string>): string {
	return troubles.map(({ what, times }) => `${times}× ${what}`).join(', ') || 'well';
}
