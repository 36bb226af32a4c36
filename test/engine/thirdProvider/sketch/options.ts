import type { INodeProperties } from 'n8n-workflow';

import type { OptionReader } from '../../../../nodes/OakgenImage/providers/types';

export interface SketchSettings {
	paper: string;
}

const paper: INodeProperties = {
	displayName: 'Sketch: Paper',
	name: 'sketchPaper',
	type: 'string',
	default: 'white',
	description: 'What is drawn on',
};

export const sketchOptions: readonly INodeProperties[] = [paper];

export function readSketchSettings(options: OptionReader): SketchSettings {
	return { paper: options.text(paper) };
}
