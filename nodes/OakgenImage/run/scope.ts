import type { IExecuteFunctions } from 'n8n-workflow';

import type { FallbackReason, ImagePlan, ModelRequest } from '../operations/plan';
import type { ImageRequest } from '../providers/types';
import type { Effects } from '../transport/attempts';
import type { ImageIdentity } from './fingerprint';
import type { Ledger } from './ledger';
import type { Redact } from './redact';

/** What all images of a node run share. */
export interface RunScope {
	context: IExecuteFunctions;
	/** Of the credential. */
	baseUrl: string;
	effects: Effects;
	ledger: Ledger;
	redact: Redact;
	/** Told as soon as an image is missing for good, so that in stop mode nothing new is ordered. */
	noteFailure(plan: ImagePlan): void;
}

/** One image to be made by one model. */
export interface ImageTask {
	plan: ImagePlan;
	choice: ModelRequest;
	/** Models that were to make it before; null for the first. */
	fallbackFrom: FallbackReason[] | null;
	identity: ImageIdentity;
	request: ImageRequest;
	/** Moment of the clock. */
	startedAt: number;
}
