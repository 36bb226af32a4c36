import type { World } from '../lib/world.ts';
import { aiAgentImageTool } from './aiAgentImageTool.ts';
import { chainToStorage } from './chainToStorage.ts';
import { credentials } from './credentials.ts';
import { editor } from './editor.ts';
import { installation } from './installation.ts';
import { productPhotos } from './productPhotos.ts';
import { publishToWordPress } from './publishToWordPress.ts';
import { reviewBeforePublishing } from './reviewBeforePublishing.ts';
import { scheduledContentPipeline } from './scheduledContentPipeline.ts';
import { teamImageGenerator } from './teamImageGenerator.ts';

/** Lives a part of the users' life with the node; calls `seen` for every thing that was shown. */
export type Story = (world: World, seen: (what: string) => void) => Promise<void>;

/** In the order in which they are told. */
export const stories: Record<string, Story> = {
	installation,
	credentials,
	editor,
	chainToStorage,
	scheduledContentPipeline,
	productPhotos,
	aiAgentImageTool,
	teamImageGenerator,
	reviewBeforePublishing,
	publishToWordPress,
};
