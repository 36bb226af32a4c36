import type { INodeProperties } from 'n8n-workflow';

import type { OptionReader } from '../types';
import { IMAGE_FIELD, STATUS_PATH } from './assumptions';
import { checkFieldName } from './fieldName';

/** What only Oakgen has. None of it changes the picture. */
export interface OakgenSettings {
	imageTransfer: 'dataUri' | 'multipart';
	/** Request field for the reference images. */
	imageField: string;
	/** Dot path to the image in the reply; empty when the known shapes are to be used. */
	imageUrlPath: string;
	/** Path of a pending job, with `{id}` for its id. */
	statusPath: string;
}

const imageField: INodeProperties = {
	displayName: 'Image Field',
	name: 'imageField',
	type: 'string',
	default: IMAGE_FIELD,
	description:
		'Field of the request in which reference images are sent. Change it only if Oakgen says so.',
};

const imageTransfer: INodeProperties = {
	displayName: 'Image Transfer',
	name: 'imageTransfer',
	type: 'options',
	default: 'dataUri',
	description: 'How binary reference images are sent to Oakgen',
	options: [
		{ name: 'As Files (Multipart)', value: 'multipart' },
		{ name: 'In the JSON (Data URI)', value: 'dataUri' },
	],
};

const imageUrlPath: INodeProperties = {
	displayName: 'Image URL Path',
	name: 'imageUrlPath',
	type: 'string',
	default: '',
	placeholder: 'e.g. result.files.0.url',
	description:
		'Where in the reply the address of the image is, with dots. Needed only when the node says that it finds no image.',
};

const statusPath: INodeProperties = {
	displayName: 'Status Path',
	name: 'statusPath',
	type: 'string',
	default: STATUS_PATH,
	description:
		'Path at which Oakgen is asked for a pending job, with {ID} for its ID. Used when the reply names no address, or one that does not know the job.',
};

export const oakgenOptions: readonly INodeProperties[] = [
	imageField,
	imageTransfer,
	imageUrlPath,
	statusPath,
];

export function readOakgenSettings(options: OptionReader): OakgenSettings {
	const fieldName = options.text(imageField);
	checkFieldName(fieldName, imageField.displayName);
	return {
		imageTransfer: options.choice(imageTransfer) as OakgenSettings['imageTransfer'],
		imageField: fieldName,
		imageUrlPath: options.text(imageUrlPath),
		statusPath: options.text(statusPath),
	};
}
