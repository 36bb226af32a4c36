import type { IExecuteFunctions } from 'n8n-workflow';

import type { FallbackReason, FetchPlan, ImagePlan, ModelChoice } from '../operations/plan';
import type { ImageIdentity, RunIdentity } from '../paid/fingerprint';
import type { Ledger } from '../paid/ledger';
import type { ImageRequest, JobProvider, ReplyContext } from '../providers/types';
import type { Effects } from '../transport/attempts';
import type { Redact } from '../transport/redact';
import type { RunFileNames } from './fileNames';
import type { Place } from './places';
import type { ImageReferences } from './sharedReferences';
import type { Spending } from './spending';
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
	fileNames: RunFileNames;
	spending: Spending;
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

/** What answers about an image are read with, whoever ordered it. */
export interface Reading {
	plan: { provider: JobProvider; maxFileSizeBytes: number };
	/** What was asked for, as far as it is known. */
	request: ReplyContext;
	scope: Pick<RunScope, 'baseUrl' | 'redact'>;
}

/** What bringing an image into n8n needs of a task, whoever ordered it. */
export interface DeliveryTask {
	plan: Pick<FetchPlan, 'provider' | 'downloadImage' | 'retry'>;
	scope: Pick<RunScope, 'baseUrl' | 'effects' | 'redact'>;
}

/** What is fetched needs of a node run; the ledger of what is paid for is no part of it. */
export type FetchScope = Pick<
	RunScope,
	'context' | 'baseUrl' | 'effects' | 'redact' | 'keepable' | 'fileNames'
>;

/** An image to be collected that was ordered before. */
export interface FetchTask extends Reading, DeliveryTask {
	plan: FetchPlan;
	scope: FetchScope;
	/** Moment of the clock. */
	startedAt: number;
}
