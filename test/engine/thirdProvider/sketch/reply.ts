import { excerptOf } from '../../../../nodes/OakgenImage/text/excerpt';
import { parseJson, textField } from '../../../../nodes/OakgenImage/text/json';
import type { HttpReply } from '../../../../nodes/OakgenImage/transport/types';
import { createEchoTest } from '../../../../nodes/OakgenImage/providers/echo';
import { asJobId } from '../../../../nodes/OakgenImage/providers/jobId';
import { NO_FACTS } from '../../../../nodes/OakgenImage/providers/noFacts';
import type {
	FoundImage,
	Generation,
	ReadingContext,
	ReplyContext,
} from '../../../../nodes/OakgenImage/providers/types';
import type { SketchSettings } from './options';

/**
 * What a 2xx reply of Sketch means, to an order or to a poll: `{id, state, picture}`, where state is
 * waiting, drawn or spoilt.
 */
export function readSketchReply(
	reply: HttpReply,
	asked: ReplyContext<SketchSettings>,
	context?: ReadingContext,
): Generation {
	const body = parseJson(reply.body);
	// An answer about a job need not repeat its id.
	const id = asJobId(textField(body, 'id')) ?? context?.job?.id ?? null;
	const facts = { ...NO_FACTS, id };
	const excerpt = excerptOf(reply.body);
	const state = textField(body, 'state');
	if (state === 'spoilt') {
		return { status: 'failed', reason: textField(body, 'problem') ?? 'without a reason', facts };
	}
	const isEcho = createEchoTest(asked);
	const images = pictureIn(body).filter((image) => !isEcho(image));
	if (state === 'drawn') {
		return images.length > 0
			? { status: 'done', images, warnings: [], facts }
			: { status: 'unclear', excerpt, isDone: true, facts };
	}
	// Waiting, or a state that nobody knows: it is asked again as long as it can be.
	if (id === null) return { status: 'unclear', excerpt, isDone: false, facts };
	const job = { id, statusUrl: null, resultUrl: null };
	return { status: 'pending', job, images, isChosen: false, isDone: false, excerpt, facts };
}

function pictureIn(body: unknown): FoundImage[] {
	const picture = textField(body, 'picture');
	return picture === null ? [] : [{ kind: 'bytes', bytes: Buffer.from(picture, 'base64') }];
}
