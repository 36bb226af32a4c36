import { always, atOnce, type FaultTable, type Row, type RowRule, saying, status } from '../row.ts';

/** Whatever a provider can have seen, in every form in which it could repeat it. */
const quotes =
	'Key {key}, header "Bearer {key}", in an address {keyInPercent}, in base64 {keyInBase64}, ' +
	'header in base64 {headerInBase64}, image data:image/png;base64,{sent}';

const edit = { operation: 'edit' } as const;
const page = `<html><body><h1>Error</h1><pre>${quotes}</pre></body></html>`;

const inErrors: Record<number, string> = {
	400: '{provider} refused the request (HTTP 400): …',
	401: '{provider} refused the API key (HTTP 401): …',
	422: '{provider} could not use the request (HTTP 422): …',
	429: '{provider}’s rate limit is reached (HTTP 429): …',
	500: '{provider} failed to process the request (HTTP 500): …',
	504: '{provider} answered with HTTP 504: …; the image may have been made and billed',
};

const beside: RowRule[] = [
	{
		provider: 'oakgen',
		fault: saying({
			id: '{id}',
			status: 'completed',
			url: '{image}',
			text: quotes,
			usage: { note: quotes, headers: { authorization: 'Bearer {key}' } },
			debug: [[quotes]],
		}),
	},
	{
		provider: 'gemini',
		fault: saying({
			id: '{id}',
			status: 'completed',
			usage: { note: quotes },
			steps: [
				{ type: 'user_input', content: [{ type: 'text', text: quotes }] },
				{
					type: 'model_output',
					content: [
						{ type: 'text', text: quotes },
						{ type: 'image', mime_type: 'image/png', data: '{base64}' },
					],
				},
			],
		}),
	},
];

const jobs: RowRule[] = [
	{ where: 'generate', reply: 'job-id', pendingPolls: 0 },
	{ where: 'generate', reply: 'in-progress', pendingPolls: 0 },
];

const rows: Row[] = [
	...Object.entries(inErrors).map(([code, outcome]): Row => ({
		fault: `HTTP ${code} that quotes them`,
		provider: 'both',
		rules: always(
			status(Number(code), {
				json: { error: { message: quotes, code: quotes, status: quotes, details: [quotes] } },
			}),
		),
		settings: { ...edit, maxRetries: 0 },
		paid: [Number(code)],
		billed: 0,
		outcome,
	})),
	{
		fault: 'HTTP 403 as a web page that quotes them',
		provider: 'both',
		rules: always(status(403, { text: page })),
		settings: edit,
		paid: [403],
		billed: 0,
		outcome: 'Something in front of {provider} refused the request with a web page (HTTP 403): …',
	},
	{
		fault: 'HTTP 400 that quotes the key in the escapes of JSON',
		provider: 'both',
		rules: always(status(400, { text: '{"error": {"message": "Key {keyInJson} is unknown"}}' })),
		settings: edit,
		paid: [400],
		billed: 0,
		outcome: '{provider} refused the request (HTTP 400): Key [API key] is unknown',
	},
	{
		fault: 'A web page with HTTP 200 that quotes them',
		provider: 'both',
		rules: always(status(200, { text: page })),
		settings: edit,
		paid: [200],
		billed: 0,
		outcome:
			'A web page answered instead of {provider}: …; the image may have been made and billed',
	},
	{
		fault: 'A success that quotes them, without an image',
		provider: 'both',
		rules: always(status(200, { json: { echo: quotes, input: { image: '{sent}' } } })),
		settings: edit,
		paid: [200],
		billed: 0,
		outcome:
			'The reply of {provider} contains no image that this node can find: …; the image may have been made and billed',
	},
	{
		fault: 'A failure in words that quotes them',
		provider: 'both',
		rules: always(
			status(200, { json: { success: false, status: 'failed', error: { message: quotes } } }),
		),
		settings: edit,
		paid: [200],
		billed: 0,
		outcome: '{provider} made no image: …',
	},
	{
		fault: 'A job that fails with words that quote them',
		provider: 'both',
		rules: [
			...jobs,
			{
				where: 'status',
				fault: status(200, { json: { id: '{id}', status: 'failed', error: { message: quotes } } }),
			},
		],
		settings: edit,
		paid: [200],
		polls: 1,
		billed: 1,
		outcome: '{provider} made no image (id {job}): …',
	},
	{
		fault: 'Polls with HTTP 401 that quote them',
		provider: 'both',
		rules: [
			...jobs,
			{ where: 'status', fault: status(401, { json: { error: { message: quotes } }, ...atOnce }) },
		],
		settings: edit,
		paid: [200],
		polls: 3,
		billed: 1,
		outcome:
			'{provider} started job {job}, but it cannot be followed; last answer: HTTP 401 …; the image may have been made and billed',
	},
	{
		fault: 'Polls with a web page that quotes them',
		provider: 'both',
		rules: [...jobs, { where: 'status', fault: status(200, { text: page, ...atOnce }) }],
		settings: edit,
		paid: [200],
		polls: 10,
		billed: 1,
		outcome:
			'{provider} started job {job}, but it cannot be followed; last answer: …; the image may have been made and billed',
	},
	{
		fault: 'The text beside the image quotes them, and so does all the rest of the reply',
		provider: 'both',
		rules: beside,
		settings: edit,
		paid: [200],
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'The id of the generation is the key',
		rules: always(saying({ id: '{key}', status: 'completed', url: '{image}' })),
		settings: edit,
		paid: [200],
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'A redirect whose address contains the key',
		provider: 'both',
		rules: always({ kind: 'redirect', location: '{foreignUrl}/?key={key}&again={keyInPercent}' }),
		settings: edit,
		paid: [302],
		billed: 0,
		outcome:
			'{provider} answered with a redirect to {elsewhere}/?key=[API key]&again=[API key] (HTTP 302), which is not followed …',
	},
	{
		fault: 'The file redirects to an address in a private network that contains the key',
		rules: [
			{
				where: 'download',
				fault: { kind: 'redirect', location: 'https://10.0.0.1/?key={key}&again={keyInPercent}' },
			},
		],
		settings: edit,
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome:
			'The image was made and is paid for, but it could not be fetched from {url}: the redirect to … is not followed because it is an address inside a private network',
	},
	{
		fault: 'The file redirects to another host, and the address contains the key',
		rules: [
			{
				where: 'download',
				times: 1,
				fault: { kind: 'redirect', location: '{foreignUrl}{path}?a={key}&b={keyInPercent}' },
			},
		],
		settings: edit,
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome:
			'The image was made and is paid for, but it could not be fetched from {url}: the address contains the API key',
	},
	{
		fault: 'The file is said to be at another host, and the address contains the key',
		rules: always(
			saying({ status: 'completed', url: '{foreignUrl}/1.png?a={key}&b={keyInPercent}' }),
		),
		settings: edit,
		paid: [200],
		billed: 1,
		outcome:
			'The image was made and is paid for, but it could not be fetched from {elsewhere}/1.png?a=[API key]&b=[API key]: the address contains the API key',
	},
	{
		fault: 'The file is a web page that quotes them',
		rules: [{ where: 'download', fault: status(200, { text: page }) }],
		settings: edit,
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome:
			'The image was made and is paid for, but it could not be fetched from {url}: it is not an image but …',
	},
];

export const quotedKeys: FaultTable = {
	title: 'Providers that repeat the key and the pictures',
	text: 'Nothing secret is in an error, an output item, a log line or a file, and no image data in the first three, in all rows of all tables. In these rows the provider does its best to get it there.',
	where: 'generate',
	rows,
};
