import type { IDataObject } from 'n8n-workflow';

import { cleanCopy } from '../text/cleanCopy';
import type { GenerationFacts } from '../providers/types';
import { shortened } from '../text/shortened';
import type { Redact } from '../transport/redact';

/** More than any model writes beside an image; every item of it goes into n8n's database. */
const LONGEST_TEXT = 100_000;

/** What a reply says beside the images, without secrets and image data. */
export function cleanFacts(
	{ id, credits, usage, text, contentFiltered }: GenerationFacts,
	redact: Redact,
): GenerationFacts {
	return {
		id: id === null ? null : redact(id),
		credits,
		usage: usage === null ? null : (cleanCopy(usage, redact) as IDataObject),
		text: text === null ? null : shortened(redact(text), LONGEST_TEXT),
		contentFiltered,
	};
}
