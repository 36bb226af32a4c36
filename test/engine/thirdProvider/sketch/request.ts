import { mergeFields } from '../../../../nodes/OakgenImage/text/json';
import type {
	ImageRequest,
	ProviderRequest,
	Reference,
} from '../../../../nodes/OakgenImage/providers/types';
import type { SketchSettings } from './options';

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
	return reference.kind === 'url' ? reference.url : reference.bytes.toString('base64');
}
