import type { ImageAddress, PaidJob } from '../paid/entry';
import type { FoundImage } from '../providers/types';
import type { RunScope } from './scope';

/** An address, and where else its image may be, as it may lie in n8n's database. */
export function keepableAddress<Address extends ImageAddress>(
	image: Address,
	{ keepable }: RunScope,
): Address {
	const { others = [], ...address } = image;
	const ways = others.flatMap((way) =>
		way.kind === 'url' ? [{ ...way, url: keepable(way.url) }] : [],
	);
	const kept = { ...address, url: keepable(image.url) };
	return (ways.length > 0 ? { ...kept, others: ways } : kept) as Address;
}

/** What is known of a job, as it may lie in n8n's database. Bytes are not kept. */
export function keepableJob(
	known: Omit<PaidJob, 'images'> & { images: FoundImage[] },
	scope: RunScope,
): PaidJob {
	const { redact, keepable } = scope;
	const kept = (text: string | null) => (text === null ? null : keepable(text));
	const { id, statusUrl, resultUrl, promisedUrl } = known.job;
	return {
		job: {
			...{ id: kept(id), statusUrl: kept(statusUrl), resultUrl: kept(resultUrl) },
			...(promisedUrl !== undefined && { promisedUrl: keepable(promisedUrl) }),
		},
		images: known.images.flatMap((image) =>
			image.kind === 'url' ? [keepableAddress(image, scope)] : [],
		),
		excerpt: redact(known.excerpt),
		reply: known.reply,
	};
}
