import type { IContextObject } from 'n8n-workflow';

import { NOT_MADE, RETRY } from '../runAgain';
import { LOSS_CAUSES, providerFailure, type ImageFailure, type LossCause } from '../errors';
import { field } from '../text/json';

interface Limit {
	/** Losses in a row after which nothing more is ordered. */
	most: number;
	/** What has happened `times` times. */
	told(times: number): string;
	advice: string;
}

/** Few where money was spent for nothing and nothing suggests that the next order fares better. */
export const LIMITS: Readonly<Record<LossCause, Limit>> = {
	storage: {
		most: 3,
		told: (times) => `n8n’s storage did not take the last ${times} images`,
		advice: 'Make room in the storage of binary data, or repair it.',
	},
	unreadable: {
		most: 3,
		told: (times) => `no image could be taken from the last ${times} replies`,
		advice:
			'Set the option Image URL Path to the place of the image in the reply. If the reply is a web page, check the Base URL in the credential; if it is too large, raise Max File Size.',
	},
	untraceable: {
		most: 3,
		told: (times) => `the last ${times} jobs could not be followed`,
		advice: 'Set the option Status Path to the address at which jobs are found.',
	},
	// Single files do get lost, and a network does come back.
	unfetched: {
		most: 5,
		told: (times) => `the last ${times} images could not be fetched`,
		advice: 'Check whether this n8n can reach the addresses that the other errors name.',
	},
	unanswered: {
		most: 5,
		told: (times) => `the last ${times} orders brought no answer, and may have been billed`,
		advice: 'Look into your account. For slow models raise Request Timeout in the options.',
	},
	key: {
		most: 2,
		told: (times) => `the API key was refused ${times} times in a row`,
		advice: 'Check the API key in the credential.',
	},
	credits: {
		most: 2,
		told: (times) => `${times} orders in a row were refused for lack of credits`,
		advice: 'Add credits to your account.',
	},
	quota: {
		most: 3,
		told: (times) => `${times} orders in a row met a quota that waiting does not bring back`,
		advice: 'Check plan and quota of your account.',
	},
};

/** What cost nothing may be tried again in the next round of a loop. */
const FREE: readonly LossCause[] = ['key', 'credits', 'quota'];

const CONTEXT_NAME = 'lossesInRow';

type Reason = [cause: LossCause, times: number];

/**
 * Counts what was lost, and decides when to order nothing more. Whatever is delivered in between
 * shows that it can be done, and begins the count anew; failures of other kinds tell nothing.
 *
 * What was paid for in vain counts on in the next run of the same execution, as rounds of a loop and
 * tries of Retry On Fail are: it stands in the node's context.
 */
export class Losses {
	private readonly inRow = new Map<LossCause, number>();

	/** Nothing that is delivered later in this run changes it. */
	reason: Reason | null = null;

	private readonly context: IContextObject;

	private readonly executionId: string;

	constructor(context: IContextObject, executionId: string) {
		this.context = context;
		this.executionId = executionId;
		const saved = context[CONTEXT_NAME];
		if (field(saved, 'executionId') !== executionId) return;
		for (const cause of LOSS_CAUSES) {
			const times = field(saved, cause);
			if (typeof times === 'number') this.inRow.set(cause, times);
		}
	}

	/** @param failures of one image, or of all images of one reply */
	note(isDelivered: boolean, failures: readonly ImageFailure[]): void {
		if (isDelivered) this.inRow.clear();
		else {
			for (const cause of new Set(failures.map(({ loss }) => loss))) {
				if (cause !== undefined) this.inRow.set(cause, (this.inRow.get(cause) ?? 0) + 1);
			}
			this.reason ??= this.tooMany();
		}
		const kept = [...this.inRow].filter(([cause]) => !FREE.includes(cause));
		const { context, executionId } = this;
		if (kept.length === 0) delete context[CONTEXT_NAME];
		else context[CONTEXT_NAME] = { executionId, ...Object.fromEntries(kept) };
	}

	/** Whether something was lost since the last delivery, so that the next order may be lost as well. */
	readonly areSuspected = (): boolean => this.inRow.size > 0;

	/** @returns why an image is not ordered any more; null as long as it may be */
	refusal(): ImageFailure | null {
		const reason = this.reason ?? this.tooMany();
		if (reason === null) return null;
		const [cause, times] = reason;
		const { told, advice } = LIMITS[cause];
		return providerFailure({
			message: `This image was not ordered, because ${told(times)}`,
			advice: `${advice} ${NOT_MADE} ${RETRY}`,
		});
	}

	private tooMany(): Reason | null {
		return [...this.inRow].find(([cause, times]) => times >= LIMITS[cause].most) ?? null;
	}
}
