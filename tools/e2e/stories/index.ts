import type { World } from '../../n8n/world.ts';
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
import { scheduledContentPipeline } from './scheduledContentPipeline.ts';
import { teamImageGenerator } from './teamImageGenerator.ts';

/** Called for every thing that was shown. */
export type Seen = (what: string) => void;

/** Lives a part of the users' life with the node. */
export type Story = (world: World, seen: Seen) => Promise<void>;

/** Starts an n8n of its own. */
export type StoryOfItsOwn = (logFolder: string, seen: Seen) => Promise<void>;

/** In the order in which they are told. */
export const stories: Record<string, Story> = {
	installation,
	credentials,
	editor,
	nodeSearch,
	gallery,
	chainToStorage,
	scheduledContentPipeline,
	productPhotos,
	aiAgentImageTool,
	teamImageGenerator,
	reviewBeforePublishing,
	compareAndChoose,
	publishToWordPress,
};

/** Told afterwards, when the n8n of the others is gone. */
export const storiesOfTheirOwn: Record<string, StoryOfItsOwn> = {
	cancel,
	queueMode,
};
