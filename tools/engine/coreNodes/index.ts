import type { INodeType } from 'n8n-workflow';
import { EditFields } from './editFields.ts';
import { LoopOverItems } from './loopOverItems.ts';
import { ManualTrigger } from './manualTrigger.ts';
import { Merge } from './merge.ts';
import { SplitOut } from './splitOut.ts';
import { StickyNote } from './stickyNote.ts';

/**
 * Small stand-ins for the few nodes of n8n-nodes-base that the example workflows use to prepare
 * items. The real package brings some eighty dependencies (databases, Kafka, native builds) for
 * what is, here, only input data. They know the parameters of the real nodes that the workflows
 * use, under the real names, so the workflows import into n8n unchanged; they refuse the others.
 */
export const coreNodes: ReadonlyMap<string, INodeType> = new Map(
	[
		new ManualTrigger(),
		new StickyNote(),
		new EditFields(),
		new SplitOut(),
		new Merge(),
		new LoopOverItems(),
	].map((node) => [`n8n-nodes-base.${node.description.name}`, node]),
);
