import type { IExecuteFunctions } from 'n8n-workflow';

import type { FallbackReason, ImagePlan, ModelChoice } from '../operations/plan';
import type { ImageIdentity, RunIdentity } from '../paid/fingerprint';
import type { Ledger } from '../paid/ledger';
import type { ImageRequest } from '../providers/types';
import type { Effects } from '../transport/attempts';
import type { Redact } from '../transport/redact';
import type { Place } from './places';
import type { ImageReferences } from './sharedReferences';
import type { StopPolicy } from './stopPolicy';

/** What all images of a node run share. */
export interface RunScope {
	context: IExecuteFunctions;
	identity: RunIdentity;
	/** Of the credential. */
	baseUrl: string;
	effects: Effects;
	ledger: Ledger;
	redact: Redact;
	/** For addresses and ids that are kept to be used again. */
	keepable: Redact;
	stopPolicy: StopPolicy;
	/** Images that are being made. */
	inWork: Set<ImageTask>;
}

/** One image to be made by one model. */
export interface ImageTask {
	scope: RunScope;
	plan: ImagePlan;
	choice: ModelChoice;
	/** Models that were to make it before; null for the first. */
	fallbackFrom: FallbackReason[] | null;
	identity: ImageIdentity;
	/** Without the references, which are in memory only while the image is ordered. */
	request: Omit<ImageRequest, 'references'>;
	references: ImageReferences;
	place: Place;
	/** Moment of the clock. */
	startedAt: number;
}

/** One image while it is ordered. */
export interface OrderTask extends ImageTask {
	request: ImageRequest;
}
