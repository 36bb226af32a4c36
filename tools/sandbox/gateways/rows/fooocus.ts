import type { Gateway } from '../gateway.ts';

/** A list at the top, even of failures. */
const results = (finish_reason: string, fields: object = {}) => ({
	json: [{ base64: null, url: null, seed: '1', ...fields, finish_reason }],
});

export const fooocus: Gateway = {
	title: 'Fooocus-API',
	sources: ['https://github.com/mrhan1993/Fooocus-API/blob/main/docs/api_doc_en.md'],
	submit: results('SUCCESS', { url: '{image}' }),
	failed: { submit: results('ERROR'), reason: 'ERROR' },
	limited: { submit: results('QUEUE_IS_FULL') },
};
