import type { Gateway } from '../gateway.ts';

const workflow = (status: string, images: object[] = []) => ({
	json: {
		id: '{job}',
		status,
		steps: [{ $type: 'imageGen', name: '0', status, output: { images } }],
	},
});

/** The pictures are those of its only step. */
export const civitai: Gateway = {
	title: 'Civitai, orchestration',
	sources: [
		'https://developer.civitai.com/orchestration/guide/getting-started.md',
		'https://raw.githubusercontent.com/api-evangelist/civitai/refs/heads/main/json-schema/civitai-workflow-schema.json',
	],
	options: { statusPath: '/v2/consumer/workflows/{id}' },
	submit: workflow('unassigned'),
	poll: {
		path: '/v2/consumer/workflows/{job}',
		running: workflow('preparing', [{ id: 'b1', available: false, url: '{preview}' }]),
		done: workflow('succeeded', [
			{ id: 'b1', available: true, url: '{image}', previewUrl: '{preview}' },
		]),
	},
	failed: { poll: workflow('expired'), reason: 'expired' },
};
