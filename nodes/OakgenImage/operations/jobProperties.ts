import type { INodeProperties } from 'n8n-workflow';

export const getBy: INodeProperties = {
	displayName: 'Get By',
	name: 'getBy',
	type: 'options',
	default: 'generationId',
	description: 'What is known of the image that was ordered',
	options: [
		{
			name: 'Job ID',
			value: 'generationId',
			description: 'The provider is asked for it, which costs nothing',
		},
		{
			name: 'Provider’s Reply',
			value: 'reply',
			description: 'A reply that reached the workflow by a webhook or an HTTP Request node',
		},
	],
};

export const generationId: INodeProperties = {
	displayName: 'Job ID',
	name: 'generationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.generationId }}',
	description:
		'The ID of the image or job: Generation ID of the output that ordered it, or as an error message or your account shows it',
	displayOptions: { show: { getBy: ['generationId'] } },
};

export const statusUrl: INodeProperties = {
	displayName: 'Status URL',
	name: 'statusUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.statusUrl }}',
	description:
		'Where to ask for the job, if the output that ordered it has such an address. May be empty.',
	displayOptions: { show: { getBy: ['generationId'] } },
};

export const reply: INodeProperties = {
	displayName: 'Reply',
	name: 'reply',
	type: 'json',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.body }}',
	description:
		'What the provider sent: the output of a Webhook, Wait or HTTP Request node. If it says that the image is not made yet, the job is asked for.',
	displayOptions: { show: { getBy: ['reply'] } },
};
