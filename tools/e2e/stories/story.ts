import type { World } from '../../n8n/world.ts';

/** Called for every thing that was shown. */
export type Seen = (what: string) => void;

/** Lives a part of the users' life with the node. */
export type Story = (world: World, seen: Seen) => Promise<void>;

/** Starts an n8n of its own. */
export type StoryOfItsOwn = (logFolder: string, seen: Seen) => Promise<void>;
