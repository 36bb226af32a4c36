import { invalidInput } from '../../../../nodes/OakgenImage/errors';
import { mergeFields } from '../../../../nodes/OakgenImage/text/json';
import type {
	ImageRequest,
	ProviderRequest,
	Reference,
} from '../../../../nodes/OakgenImage/providers/types';
import type { SketchSettings } from './options';

/** @throws ImageFailure for an address, which Sketch does not fetch */
export function toSketchRequest(request: ImageRequest<SketchSettings>): ProviderRequest {
	const { modelId, prompt, settings, references, additionalFields } = request;
	const fields = { pencil: modelId, prompt, paper: settings.paper, from: references.map(asText) };
	return {
		method: 'POST',
		path: '/pictures',
		body: { kind: 'json', fields: mergeFields(fields, additionalFields) },
	};
}

function asText(reference: Reference): string {
	if (reference.kind === 'bytes') return reference.bytes.toString('base64');
	throw invalidInput(
		'Sketch takes no addresses of images',
		'Download the images in front of this node, and set Input Type to Binary File(s). Nothing was ordered.',
	);
}
