import { AFTER_STOP } from './runAgain';

/** Where a failure comes from; it decides which n8n error class the user sees. */
export type FailureSource = 'input' | 'provider' | 'cancelled';

interface FailureDetails {
	source: FailureSource;
	/** What happened, with the address or job id of anything already paid for. */
	message: string;
	/** What the user can do about it. */
	advice: string;
	httpCode?: string;
	/** The image is no longer where it was. */
	isGone?: boolean;
	/** Certainly nothing was made, and another model may do what this one cannot. */
	isModelsFault?: boolean;
	/** Why nothing was handed out, where the next image may fare alike. */
	loss?: LossCause | undefined;
}

/**
 * Causes that make one image after the other fail, and that seldom pass by themselves. `untraceable`:
 * jobs that cannot be followed. `unfetched`: files that cannot be fetched. `unanswered`: orders of
 * which nobody knows what was made.
 */
export const LOSS_CAUSES = [
	'storage',
	'unreadable',
	'untraceable',
	'unfetched',
	'unanswered',
	'key',
	'credits',
	'quota',
] as const;

export type LossCause = (typeof LOSS_CAUSES)[number];

/** The one error that the node's own code throws; `run/nodeError.ts` turns it into n8n's. */
export class ImageFailure extends Error {
	readonly source: FailureSource;

	readonly advice: string;

	readonly httpCode: string | undefined;

	readonly isGone: boolean;

	readonly isModelsFault: boolean;

	readonly loss: LossCause | undefined;

	private readonly details: FailureDetails;

	constructor(details: FailureDetails, options?: ErrorOptions) {
		super(details.message, options);
		this.details = details;
		this.name = 'ImageFailure';
		this.source = details.source;
		this.advice = details.advice;
		this.httpCode = details.httpCode;
		this.isGone = details.isGone ?? false;
		this.isModelsFault = details.isModelsFault ?? false;
		this.loss = details.loss;
	}

	/** The same failure, told in other words. */
	withMessage(message: string): ImageFailure {
		return new ImageFailure({ ...this.details, message }, { cause: this });
	}

	withGone(isGone: boolean): ImageFailure {
		return new ImageFailure({ ...this.details, isGone });
	}

	/** The same failure, with something else to do about it. */
	withAdvice(advice: string): ImageFailure {
		return new ImageFailure({ ...this.details, advice }, { cause: this });
	}
}

/** A failure in what the user asked for. Both texts are shown: what is wrong, what to do. */
export function invalidInput(message: string, advice: string): ImageFailure {
	return new ImageFailure({ source: 'input', message, advice });
}

interface ProviderFailure {
	message: string;
	advice: string;
	/** HTTP status when there was a reply. */
	httpCode?: number | string | null | undefined;
	isModelsFault?: boolean;
	loss?: LossCause | undefined;
}

/** A failure at the provider. */
export function providerFailure({ httpCode, ...failure }: ProviderFailure): ImageFailure {
	const code = httpCode ?? null;
	return new ImageFailure({
		source: 'provider',
		...failure,
		...(code === null ? {} : { httpCode: String(code) }),
	});
}

/** What a thrown value says; libraries also throw what is no text and becomes none. */
export function messageOf(error: unknown): string {
	if (error instanceof Error) return error.message;
	return typeof error === 'object' ? 'an error without words' : String(error);
}

/** Any thrown value as a failure with a sentence; errors that the node did not foresee included. */
export function asFailure(error: unknown): ImageFailure {
	if (error instanceof ImageFailure) return error;
	return new ImageFailure(
		{
			source: 'input',
			message: messageOf(error),
			advice: 'Check the parameters of this node and the data of this item.',
		},
		{ cause: error },
	);
}

/** n8n records an execution as cancelled, not as failed, by this word with one l. */
export const CANCELED = 'The execution was canceled';

/** An image of which nothing is paid for. */
export function cancelled(): ImageFailure {
	return new ImageFailure({
		source: 'cancelled',
		message: `${CANCELED} before this image was finished`,
		advice: AFTER_STOP,
	});
}
