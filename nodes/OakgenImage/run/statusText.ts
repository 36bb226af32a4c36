import type { Rejected } from '../transport/attempts';
import {
	forbiddenText,
	noCreditsText,
	webPageText,
	wrongKeyText,
	type StatusText,
} from './refusalTexts';

/** What a refusal says, and whether it is a web page. */
interface Said {
	words: string;
	isPage: boolean;
}

/** Statuses with which any web server answers what it does not know. */
const PERHAPS_ELSEWHERE = new Set([400, 404, 405, 410]);

/** What an HTTP status in answer to an order, or for a job that failed by it, means to the user. */
export function statusText(
	status: number,
	label: string,
	because: Rejected['because'],
	{ words, isPage }: Said,
): StatusText {
	if (isPage && PERHAPS_ELSEWHERE.has(status)) return webPageText(label);
	switch (status) {
		case 400:
			return {
				what: `${label} refused the request`,
				advice:
					'If it names the model: choose another one, or copy the id from your dashboard into Model > By ID. If it names the API key: check the credential. Otherwise check the prompt, the reference images and Additional Fields.',
			};
		case 401:
			return wrongKeyText(label);
		case 402:
			return noCreditsText(label);
		case 403:
			return forbiddenText(label, words, isPage);
		case 404:
			return {
				what: `${label} does not know this model or address`,
				advice:
					'Choose another model, or copy the id from your dashboard into Model > By ID. If every model fails, check the Base URL in the credential.',
			};
		case 409:
		case 425:
			return {
				what: `${label} is still busy with the same request`,
				advice: 'Wait a while.',
			};
		case 413:
			return {
				what: `${label} refused the request because it is too large`,
				advice: 'Use fewer or smaller reference images, or pass them by URL.',
			};
		case 422:
			return {
				what: `${label} could not use the request`,
				advice:
					'Check prompt, aspect ratio, resolution and reference images against what the model allows, and the field names in the options.',
			};
		case 429:
			return {
				what: `${label}’s rate limit is reached`,
				advice:
					because === 'noTimeLeft'
						? 'The limit lasts longer than Total Timeout allows: raise it in the options, or wait a while.'
						: 'Lower Max Concurrent Requests or raise Max Retries in the options, or wait a while.',
			};
	}
	return status >= 500 || status === 408
		? {
				what: `${label} failed to process the request`,
				advice: 'This is a fault at the provider: wait a while.',
			}
		: { what: `${label} refused the request`, advice: 'Check the parameters of this node.' };
}
