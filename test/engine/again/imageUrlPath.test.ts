import {
	answerJson,
	bytesOf,
	only,
	picture,
	type Recorder,
	runImage,
	startRecorder,
} from '../support.ts';
import { withNewParameters } from './support.ts';

// A reply in which the node found no image is kept, and read anew once the user has said where it is.

let recorder: Recorder;
let file: Buffer;

/** What orders and questions about the job are answered; all else is the file. */
let reply: (url: string) => object;

beforeAll(async () => {
	file = await picture('#00cc00');
	recorder = await startRecorder((response, { method, path }) => {
		const isAsked = method === 'POST' || path.includes('/v1/');
		if (isAsked) answerJson(response, reply(recorder.url));
		else response.end(file);
	});
});

afterAll(async () => await recorder.close());

const options = { totalTimeout: 5, requestTimeout: 4 };

test.each<[what: string, place: string, say: (url: string) => object]>([
	[
		'in a shape that the node does not know',
		'answer[0].files.0.ref',
		(url) => ({ answer: [{ files: [{ ref: `${url}/a` }] }] }),
	],
	[
		'of a job in a state that it does not know',
		'pictures.final',
		(url) => ({ id: 'job-1', state: 'simmering', pictures: { final: `${url}/a` } }),
	],
	[
		'of a job that is done, where nobody looks for it',
		'answer.ref',
		(url) => ({ id: 'job-1', status: 'completed', answer: { ref: `${url}/a` } }),
	],
])('an image %s is handed out without paying again', async (_, place, say) => {
	reply = say;
	recorder.requests.length = 0;
	const orders = () => recorder.requests.filter(({ method }) => method === 'POST').length;
	const failed = await runImage(recorder, { options }, { executionId: `first ${place}` });
	expect(failed.error?.message).toMatch(/may have been made and billed/);
	expect(orders()).toBe(1);

	const retryOf = withNewParameters(failed, { options: { ...options, imageUrlPath: place } });
	const retried = await runImage(recorder, {}, { retryOf, executionId: `again ${place}` });
	expect(retried.error).toBeUndefined();
	expect(orders()).toBe(1);
	expect((await bytesOf(only(retried.items))).equals(file)).toBe(true);
	expect(only(retried.json)).toMatchObject({ url: `${recorder.url}/a` });
	expect(retried.paidImages).toBeUndefined();
});
