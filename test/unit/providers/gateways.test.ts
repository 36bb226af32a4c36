import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';
import type { Generation } from '../../../nodes/OakgenImage/providers/types';
import { retryAfterMs } from '../../../nodes/OakgenImage/transport/retry';
import { isSuccess } from '../../../nodes/OakgenImage/transport/status';
import type { HttpReply } from '../../../nodes/OakgenImage/transport/types';
import {
	gatewayScenes,
	type GatewayScene,
	insteadOf,
	refusalOf,
} from '../../../tools/sandbox/index.ts';
import type { Said } from '../../../tools/sandbox/gateways/gateway.ts';
import { say } from '../../../tools/sandbox/gateways/say.ts';
import { imageRequest } from '../../support/imageRequest';
import { base64, outcome, png } from '../../support/readOakgen';

// What the readers make of every row of tools/sandbox/gateways/rows; test/engine/gateways plays them
// through the whole node.

const HOST = 'https://api.example';
const IMAGE = `${HOST}/files/1.png`;
const CDN = 'https://cdn.example/files/1.png';
const INPUT = 'https://pictures.example/before.png';
const PICTURES = [IMAGE, CDN, CDN.replace('https:', 'http:'), 'bytes'];

const blanks: Parameters<typeof say>[1] = {
	url: HOST,
	job: 'gen-7f3a',
	jobNumber: 17_000_001,
	jobDigits: '17000001',
	image: IMAGE,
	cdnImage: CDN,
	httpImage: CDN.replace('https:', 'http:'),
	bareImage: CDN.replace('https:', ''),
	imagePath: '/files/1.png',
	base64,
	dataUri: `data:image/png;base64,${base64}`,
	mimeType: 'image/png',
	width: 1,
	height: 1,
	prompt: 'a red fox',
	preview: `${HOST}/files/preview.png`,
	input: INPUT,
};

function replyOf(said: Said): HttpReply {
	const { status, headers, body } = say(said, blanks);
	return { status, headers, body: body.equals(Buffer.from(base64)) ? png : body };
}

interface Step {
	reply: HttpReply;
	generation: Generation;
}

/** The order and the answers about its job, each read with what is known of the job by then. */
function follow({ gateway, situation }: GatewayScene): Step[] {
	const instead = insteadOf(gateway, situation) ?? {};
	const { poll, result, submit } = gateway;
	const isOver = instead.submit !== undefined || poll === undefined;
	const said = [
		instead.submit ?? submit,
		...(isOver ? [] : [poll.running, instead.poll ?? poll.done]),
		...(isOver || result === undefined ? [] : [instead.result ?? result.done]),
	];
	const references =
		situation === 'echo' ? [{ role: 'image' as const, kind: 'url' as const, url: INPUT }] : [];
	const settings = { imageUrlPath: gateway.options?.imageUrlPath ?? '' };
	const request = imageRequest({ references, settings });
	const steps: Step[] = [];
	let job: Parameters<typeof oakgen.toGeneration>[2] = { baseUrl: HOST, job: null };
	for (const one of said) {
		const reply = replyOf(one);
		const generation = oakgen.toGeneration({ ...reply, status: 200 }, request, job);
		steps.push({ reply, generation });
		if (generation.status !== 'pending') break;
		job = { baseUrl: HOST, job: { ...generation.job, ...(job.job ?? {}) } };
	}
	return steps;
}

const isDelivered = ({ situation }: GatewayScene) =>
	['done', 'filtered', 'echo'].includes(situation);

test.each(gatewayScenes.filter(isDelivered))('$name: the picture', (scene) => {
	const steps = follow(scene);
	const { generation } = steps[steps.length - 1] as Step;
	expect(steps.slice(0, -1).map((step) => step.generation.status)).toEqual(
		steps.slice(1).map(() => 'pending'),
	);
	const [picture, ...others] = outcome(generation);
	expect(PICTURES).toContain(picture);
	expect(others).toEqual([]);
	const { contentFiltered } = generation.facts;
	const isEach = generation.status === 'done' && generation.images[0]?.isFiltered === true;
	expect(contentFiltered || isEach).toBe(scene.situation === 'filtered');
	for (const { reply } of steps) expect(isSuccess(oakgen.statusOf(reply))).toBe(true);
});

const isRefused = (scene: GatewayScene) => refusalOf(scene.gateway, scene.situation) !== null;

test.each(gatewayScenes.filter(isRefused))('$name: the reason', (scene) => {
	const { reason } = refusalOf(scene.gateway, scene.situation) ?? { reason: '' };
	const steps = follow(scene);
	const { reply, generation } = steps[steps.length - 1] as Step;
	expect(generation.status).not.toBe('done');
	const status = oakgen.statusOf(reply);
	const words = generation.status === 'failed' ? generation.reason : '';
	const said = [words, oakgen.errorText(reply), `HTTP ${status}`].join('\n').toLowerCase();
	expect(said).toContain(reason.toLowerCase());
	if (scene.situation === 'badKey') expect([401, 403]).toContain(status);
	// A limit that waiting does not bring back is not waited for.
	if (status === 429) expect(oakgen.isFinalLimit(reply)).toBe(true);
});

const isLimited = ({ situation }: GatewayScene) => situation === 'limited';

test.each(gatewayScenes.filter(isLimited))('$name: a limit that passes', ({ gateway }) => {
	const reply = replyOf(gateway.limited?.submit ?? gateway.submit);
	expect([429, 503]).toContain(oakgen.statusOf(reply));
	expect(oakgen.isFinalLimit(reply)).toBe(false);
	const waitMs = retryAfterMs(reply.headers, Date.now()) ?? oakgen.retryDelayMs(reply);
	const { waits } = gateway.limited ?? {};
	if (waits !== undefined) expect(Math.round((waitMs ?? 0) / 1000)).toBe(waits);
});
