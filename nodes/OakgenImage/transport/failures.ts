import { cancelled, providerFailure, type ImageFailure } from '../errors';
import type { HttpReply, Provider } from '../providers/types';
import type { Rejected } from './attempts';
import { attemptResult } from './retry';

/** A paid request that brought nothing to read, as a sentence and what to do about it. */
export function paidFailure(paid: Rejected, provider: Provider): ImageFailure {
	const { outcome, attempts } = paid;
	const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
	if (outcome.kind === 'reply') {
		return describeReply(outcome.reply, provider, tries, paid.because);
	}
	switch (outcome.reason) {
		case 'cancelled':
			return cancelled();
		case 'notSent':
			return providerFailure(
				`${provider.label} could not be reached${tries}: ${outcome.detail}`,
				`Check the Base URL in the credential, and whether this n8n can reach it. Nothing was generated.`,
			);
		case 'tooLarge':
			return providerFailure(
				`The reply of ${provider.label} is too large: ${outcome.detail}`,
				'Raise Max File Size in the options. The image was made and is probably billed.',
			);
		case 'timeout':
			return unknownOutcome(`${provider.label} did not answer in time${tries}`, provider);
		case 'connectionLost':
			return unknownOutcome(
				`The connection to ${provider.label} was lost${tries}: ${outcome.detail}`,
				provider,
			);
	}
}

function unknownOutcome(what: string, provider: Provider, status?: number): ImageFailure {
	return providerFailure(
		`${what}; the image may have been made and billed`,
		`Look into your ${provider.label} account before you run this again. If paying twice is acceptable, set the option Retry On to Any Failure. If it was a timeout, raise Request Timeout.`,
		status,
	);
}

interface StatusText {
	what: string;
	advice: string;
}

function describeReply(
	reply: HttpReply,
	provider: Provider,
	tries: string,
	because: Rejected['because'],
): ImageFailure {
	const { status } = reply;
	const words = provider.errorText(reply);
	const quoted = words === '' ? '' : `: ${words}`;
	if (attemptResult({ kind: 'reply', reply }) === 'unknown') {
		return unknownOutcome(
			`${provider.label} answered with HTTP ${status}${tries}${quoted}`,
			provider,
			status,
		);
	}
	const { what, advice } = statusText(reply, provider, because);
	const said = words === '' ? advice : `${provider.label} says: ${words} — ${advice}`;
	return providerFailure(`${what} (HTTP ${status})${tries}${quoted}`, said, status);
}

function statusText(
	reply: HttpReply,
	provider: Provider,
	because: Rejected['because'],
): StatusText {
	const { label } = provider;
	const { status } = reply;
	if (status >= 300 && status < 400) {
		return {
			what: `${label} answered with a redirect, which is not followed because it would carry your API key along`,
			advice: 'Set the Base URL in the credential to the final address of the service.',
		};
	}
	switch (status) {
		case 400:
			return {
				what: `${label} refused the request`,
				advice:
					'If it names the model: choose another one, or copy the id from your dashboard into Model > By ID. Otherwise check the prompt, the reference images and Additional Fields. If it names the API key: check the credential.',
			};
		case 401:
		case 403:
			return {
				what: `${label} refused the API key`,
				advice:
					'Open the credential, paste the key again, press Test, and check in your account that the key may use this model.',
			};
		case 402:
			return {
				what: `${label} refused because the account has no credits left`,
				advice:
					'Top up the account, then run the workflow again: finished images are not made twice.',
			};
		case 404:
			return {
				what: `${label} does not know this model or address`,
				advice:
					'Choose another model, or copy the id from your dashboard into Model > By ID. If every model fails, check the Base URL in the credential.',
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
						? 'The limit lasts longer than Total Timeout allows: raise it in the options, or run the workflow later.'
						: 'Lower Max Concurrent Requests or raise Max Retries in the options, or run the workflow later.',
			};
	}
	return status >= 500 || status === 408
		? {
				what: `${label} failed to process the request`,
				advice:
					'This is a fault at the provider. Run the workflow again later, or raise Max Retries.',
			}
		: { what: `${label} refused the request`, advice: 'Check the parameters of this node.' };
}
