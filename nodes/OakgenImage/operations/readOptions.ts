import type { IDataObject } from 'n8n-workflow';

import { invalidInput } from '../errors';
import { isRecord } from '../providers/json';
import type {
	GeminiSettings,
	OakgenSettings,
	ProviderName,
	ThinkingLevel,
} from '../providers/types';
import { option } from './options';
import type { ParameterReader } from './read';

export function readModel(parameters: ParameterReader): { mode: 'list' | 'id'; value: string } {
	const locator = parameters.raw('modelId');
	const mode = isRecord(locator) && locator.mode === 'id' ? 'id' : 'list';
	const { context, itemIndex } = parameters;
	const value = context.getNodeParameter('modelId', itemIndex, '', { extractValue: true });
	return { mode, value: typeof value === 'string' ? value : '' };
}

/** Options of one provider are neither shown nor read for the other. */
export function readOakgen(parameters: ParameterReader, provider: ProviderName): OakgenSettings {
	const text = (name: string) => {
		const standard = String(option(name).default);
		return provider === 'oakgen'
			? parameters.text(`options.${name}`, standard) || standard
			: standard;
	};
	const transfer =
		provider === 'oakgen'
			? parameters.choice(option('imageTransfer'), 'options.imageTransfer')
			: 'dataUri';
	return {
		imageTransfer: transfer as OakgenSettings['imageTransfer'],
		imageField: text('imageField'),
		imageUrlPath: text('imageUrlPath'),
		statusPath: text('statusPath'),
	};
}

export function readGemini(parameters: ParameterReader, provider: ProviderName): GeminiSettings {
	if (provider !== 'gemini') {
		return {
			thinkingLevel: null,
			systemInstruction: '',
			previousInteractionId: '',
			storeInteraction: false,
		};
	}
	const isThinkingSet = parameters.raw('options.thinkingLevel', null) !== null;
	return {
		thinkingLevel: isThinkingSet
			? (parameters.choice(option('thinkingLevel'), 'options.thinkingLevel') as ThinkingLevel)
			: null,
		systemInstruction: parameters.text('options.systemInstruction'),
		previousInteractionId: parameters.text('options.previousInteractionId'),
		storeInteraction: parameters.flag('options.storeInteraction', false),
	};
}

export function readOutputField(parameters: ParameterReader): string {
	const name = parameters.text('options.binaryPropertyOutput', 'data') || 'data';
	// n8n keeps these for itself: such a field would be read as something else.
	if (!['__proto__', 'constructor', 'prototype', '_files'].includes(name)) return name;
	throw invalidInput(
		`The output field cannot be named "${name}"`,
		'Choose another name in Put Output in Field, for example data.',
	);
}

export function readAdditionalFields(parameters: ParameterReader): IDataObject {
	const value = parameters.raw('options.additionalFields', {});
	const isEmpty = value === null || (typeof value === 'string' && value.trim() === '');
	if (isEmpty) return {};
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (isRecord(parsed)) return parsed as IDataObject;
	throw invalidInput(
		'Additional Fields is not a JSON object',
		'Write it with braces and double quotes, for example {"style": "watercolour"}.',
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
