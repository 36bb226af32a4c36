import { aiAgentImageTool } from './aiAgentImageTool.ts';
import { cancel } from './cancel.ts';
import { chainToStorage } from './chainToStorage.ts';
import { compareAndChoose } from './compareAndChoose.ts';
import { credentials } from './credentials.ts';
import { editor } from './editor.ts';
import { gallery } from './gallery.ts';
import { installation } from './installation.ts';
import { nodeSearch } from './nodeSearch.ts';
import { productPhotos } from './productPhotos.ts';
import { publishToWordPress } from './publishToWordPress.ts';
import { queueMode } from './queueMode.ts';
import { reviewBeforePublishing } from './reviewBeforePublishing.ts';
import { runAgain } from './runAgain.ts';
import { scheduledContentPipeline } from './scheduledContentPipeline.ts';
import { sleepingJobs } from './sleepingJobs.ts';
import { slowModels } from './slowModels.ts';
import type { Story, StoryOfItsOwn } from './story.ts';
import { stackTrace } from './stackTrace.ts';
import { teamImageGenerator } from './teamImageGenerator.ts';
import { webhookDelivery } from './webhookDelivery.ts';

/** In the order in which they are told. */
export const stories: Record<string, Story> = {
	installation,
	stackTrace,
	credentials,
	editor,
	nodeSearch,
	runAgain,
	gallery,
	chainToStorage,
	scheduledContentPipeline,
	productPhotos,
	aiAgentImageTool,
	teamImageGenerator,
	reviewBeforePublishing,
	compareAndChoose,
	publishToWordPress,
	slowModels,
	webhookDelivery,
};

/** Told afterwards, when the n8n of the others is gone. */
export const storiesOfTheirOwn: Record<string, StoryOfItsOwn> = {
	cancel,
	queueMode,
	sleepingJobs,
};
