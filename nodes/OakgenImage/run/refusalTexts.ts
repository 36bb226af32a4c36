import {
	OF_ACCESS,
	OF_CREDITS,
	OF_KEY,
	OF_NETWORK,
	OF_PLACE,
	OF_REGION,
	OF_SHUT_ACCOUNT,
	OF_SHUT_KEY,
} from '../providers/evidence/assumptions';
import { isAboutContent } from './modelsFault';

export interface StatusText {
	what: string;
	advice: string;
}

/** A quota or a balance that no waiting brings back. */
export function usedUpText(label: string): StatusText {
	return {
		what: `${label} refused because a quota or the credits of the account are used up`,
		advice:
			'Waiting does not help: check plan, quota, billing and credits of your account, or choose a model that the plan includes.',
	};
}

export function noCreditsText(label: string): StatusText {
	return {
		what: `${label} refused because the account has no credits left`,
		advice: 'Top up the account.',
	};
}

export function wrongKeyText(label: string): StatusText {
	return {
		what: `${label} refused the API key`,
		advice:
			'Open the credential, paste the key again, press Save, which tests it, and check in your account that the key may use this model.',
	};
}

/** Where an API answers in JSON, a page comes from something else. */
export function webPageText(label: string): StatusText {
	return {
		what: `A web page answered instead of ${label}`,
		advice:
			'Check the Base URL in the credential: it leads to a web site, not to the service. If it is right, choose another model, or copy the id from your dashboard into Model > By ID.',
	};
}

/**
 * A 403 is about many things, and only its words tell which.
 *
 * @param words what the provider says
 * @param isPage the reply is a web page: a firewall or a proxy answered, not the service
 */
export function forbiddenText(label: string, words: string, isPage: boolean): StatusText {
	if (isPage || (OF_NETWORK.test(words) && !OF_KEY.test(words))) {
		return {
			what: `Something in front of ${label} refused the request${isPage ? ' with a web page' : ''}`,
			advice:
				'A firewall or a proxy answered instead of the service: check the Base URL in the credential, and ask whether the service blocks the network of this n8n.',
		};
	}
	if (OF_SHUT_KEY.test(words)) return wrongKeyText(label);
	if (OF_PLACE.test(words)) return regionText(label);
	if (OF_SHUT_ACCOUNT.test(words) && !OF_CREDITS.test(words)) return accountText(label);
	if (isAboutContent(words)) {
		return {
			what: `${label} refused the content of the request`,
			advice: 'Change the prompt or the reference images.',
		};
	}
	if (OF_CREDITS.test(words)) return noCreditsText(label);
	if (OF_KEY.test(words)) return wrongKeyText(label);
	if (OF_REGION.test(words)) return regionText(label);
	if (OF_ACCESS.test(words)) return accountText(label);
	return {
		what: `${label} refused access`,
		advice:
			'Read what the provider says. If it is about the key: open the credential, paste the key again and press Save, which tests it. Otherwise check credits, plan and permissions in your account.',
	};
}

function regionText(label: string): StatusText {
	return {
		what: `${label} does not serve the place that this n8n asks from`,
		advice:
			'The key is not the reason: ask the service which regions it serves, or run n8n in one of them.',
	};
}

function accountText(label: string): StatusText {
	return {
		what: `${label} does not allow this account to do that`,
		advice:
			'Check in your account that it is in good standing and may use this model, and that the key has the permission for it; or choose another model.',
	};
}
