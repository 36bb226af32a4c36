import type { Gateway } from '../gateway.ts';

const assembly = (fields: object) => ({
	json: {
		assembly_id: '{job}',
		assembly_ssl_url: '{url}/assemblies/{job}',
		uploads: [],
		...fields,
	},
});

/** The state is the value of `ok`; results stand under the names of the steps that made them. */
export const transloadit: Gateway = {
	title: 'Transloadit',
	sources: [
		'https://transloadit.com/docs/api/assembly-status-response/',
		'https://transloadit.com/docs/api/assemblies-assembly-id-get/',
	],
	options: { statusPath: '/assemblies/{id}' },
	submit: assembly({ ok: 'ASSEMBLY_UPLOADING', results: {} }),
	poll: {
		path: '/assemblies/{job}',
		running: assembly({ ok: 'ASSEMBLY_EXECUTING', results: {} }),
		done: assembly({
			ok: 'ASSEMBLY_COMPLETED',
			message: 'The Assembly was successfully completed.',
			results: {
				resized: [{ id: 'a1', name: 'fox.png', mime: '{mimeType}', ssl_url: '{image}' }],
			},
		}),
	},
	failed: {
		poll: assembly({ ok: 'ASSEMBLY_CANCELED', message: 'The order was cancelled by its owner' }),
		reason: 'cancelled by its owner',
	},
	moderated: {
		poll: assembly({ error: 'IMAGE_GENERATE_REFUSED', message: 'The robot refuses this prompt' }),
		reason: 'refuses this prompt',
	},
};
