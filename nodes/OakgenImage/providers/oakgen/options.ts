import type { INodeProperties } from 'n8n-workflow';

import type { OptionReader } from '../types';
import { IMAGE_FIELD, MASK_FIELD, STATUS_PATH } from './assumptions';
import { checkFieldName, checkFieldsDiffer } from './fieldName';

/** What only Oakgen has. None of it changes the picture. */
export interface OakgenSettings {
	imageTransfer: 'dataUri' | 'multipart';
	/** Request field for the reference images. */
	imageField: string;
	/** Request field for the mask of an edit. */
	maskField: string;
	/** Dot path to the image in the reply; empty when the known shapes are to be used. */
	imageUrlPath: string;
	/** Path of a pending job, with `{id}` for its id. */
	statusPath: string;
}

const imageField: INodeProperties = {
	displayName: 'Oakgen: Image Field',
	name: 'imageField',
	type: 'string',
	default: IMAGE_FIELD,
	description: 'Field of the request for reference images, to be changed only if Oakgen says so',
};

const maskField: INodeProperties = {
	displayName: 'Oakgen: Mask Field',
	name: 'maskField',
	type: 'string',
	default: MASK_FIELD,
	description: 'Field of the request for the mask, to be changed only if Oakgen says so',
};

const imageTransfer: INodeProperties = {
	displayName: 'Oakgen: Image Transfer',
	name: 'imageTransfer',
	type: 'options',
	default: 'dataUri',
	description: 'How reference images and masks from binary fields are sent',
	options: [
		{ name: 'As Files (Multipart)', value: 'multipart' },
		{ name: 'In the JSON (Data URI)', value: 'dataUri' },
	],
};

const imageUrlPath: INodeProperties = {
	displayName: 'Oakgen: Image URL Path',
	name: 'imageUrlPath',
	type: 'string',
	default: '',
	placeholder: 'e.g. result.files.0.url',
	description:
		'Where in the reply the address of the image is, with dots, for replies in which the node finds none',
};

const statusPath: INodeProperties = {
	displayName: 'Oakgen: Status Path',
	name: 'statusPath',
	type: 'string',
	default: STATUS_PATH,
	description:
		'Path at which a pending job is asked for, with {ID} for its ID, when the reply names no address that knows it',
};

export const oakgenOptions: readonly INodeProperties[] = [
	imageField,
	imageTransfer,
	imageUrlPath,
	maskField,
	statusPath,
];

export const oakgenReplyOptions: readonly INodeProperties[] = [imageUrlPath, statusPath];

export function readOakgenSettings(options: OptionReader): OakgenSettings {
	const fields = { imageField: options.text(imageField), maskField: options.text(maskField) };
	checkFieldName(fields.imageField, 'Image Field');
	checkFieldName(fields.maskField, 'Mask Field');
	checkFieldsDiffer(fields);
	return {
		imageTransfer: options.choice(imageTransfer) as OakgenSettings['imageTransfer'],
		...fields,
		imageUrlPath: options.text(imageUrlPath),
		statusPath: options.text(statusPath),
	};
}
