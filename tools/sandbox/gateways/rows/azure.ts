import type { Gateway } from '../gateway.ts';

const safe = { filtered: false, severity: 'safe' };
/** Stands beside good pictures too. */
const filters = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
const operation = (status: string, fields: object = {}) => ({
	json: { id: '{job}', created: 1_767_600_000, expires: 1_767_700_000, status, ...fields },
});
const refused = (status: number, code: string, message: string) => ({
	status,
	json: { error: { code, message } },
});

export const azure: Gateway = {
	title: 'Azure OpenAI',
	sources: [
		'https://github.com/Azure/azure-rest-api-specs/tree/main/specification/cognitiveservices/data-plane/AzureOpenAI/inference/preview/2023-06-01-preview',
		'https://learn.microsoft.com/en-ie/dotnet/api/azure.ai.openai.requestimagecontentfilterresult?view=azure-dotnet',
		'https://www.dotnetstudioai.com/hospital/fix-azure-openai-content-filter-error-csharp',
	],
	unverified: ['failed', 'limited', 'badKey'],
	submit: {
		status: 202,
		headers: {
			'operation-location': '{url}/openai/operations/images/{job}?api-version=2023-06-01-preview',
		},
		...operation('notRunning'),
	},
	poll: {
		path: '/openai/operations/images/{job}?api-version=2023-06-01-preview',
		running: operation('running'),
		done: operation('succeeded', {
			result: {
				created: 1_767_600_000,
				data: [
					{
						url: '{image}',
						content_filter_results: filters,
						prompt_filter_results: { ...filters, profanity: { detected: false, filtered: false } },
					},
				],
			},
		}),
	},
	failed: {
		poll: operation('failed', {
			error: { code: 'InternalError', message: 'The operation came to nothing' },
		}),
		reason: 'came to nothing',
	},
	moderated: {
		submit: {
			status: 400,
			json: {
				error: {
					code: 'content_filter',
					message: 'The prompt was held back by the content filter',
					status: 400,
					innererror: {
						code: 'ResponsibleAIPolicyViolation',
						content_filter_result: {
							...filters,
							violence: { filtered: true, severity: 'medium' },
						},
					},
				},
			},
		},
		reason: 'held back by the content filter',
	},
	limited: {
		submit: {
			...refused(429, '429', 'The call rate is above the tier'),
			headers: { 'retry-after': '1' },
		},
		waits: 1,
	},
	badKey: {
		submit: refused(401, '401', 'The subscription key is not valid'),
		reason: 'is not valid',
	},
};
