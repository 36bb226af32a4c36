import { invalidInput, type ImageFailure } from '../errors';
import { asJobId } from '../providers/jobId';
import { shortened } from '../text/shortened';
import { isWebAddress } from '../transport/addresses';
import type { FetchSource } from './plan';
import type { ParameterReader } from './read';
import { statedId } from './statedId';

/**
 * Reads which job is to be asked for, and where.
 *
 * @throws ImageFailure when there is neither an id nor an address
 */
export function readJobSource(parameters: ParameterReader): FetchSource {
	const statusUrl = readStatusUrl(parameters);
	const given = parameters.raw('generationId', '');
	if (typeof given === 'number' && asJobId(given) === null) throw roundedId();
	const text = parameters.text('generationId');
	// Whoever has the address only is not asked to find the right field for it.
	if (statusUrl === null && isWebAddress(text)) return { kind: 'job', id: null, statusUrl: text };
	const stated = statedId(text);
	const id = asJobId(stated);
	if (id === null && text !== '') throw noId(text);
	if (id === null && statusUrl === null) {
		throw invalidInput(
			'The job ID is empty',
			'Fill in Job ID with the Generation ID of the output that ordered the image, or with the ID in an error message or in your account. If this item never had one, its image was delivered already or not ordered.',
		);
	}
	return { kind: 'job', id, statusUrl };
}

function readStatusUrl(parameters: ParameterReader): string | null {
	const text = parameters.text('statusUrl').replace(/^["'“‘<]+|["'”’>]+$/g, '');
	if (text === '') return null;
	// Relative ones belong to the Base URL, as in a provider's reply.
	if (isWebAddress(text) || /^\/[^\s]*$/.test(text)) return text;
	throw invalidInput(
		`Status URL is "${shortened(text, LONGEST_SHOWN)}", which is no web address`,
		'Enter the whole address, which begins with https://, or leave Status URL empty and fill in Job ID.',
	);
}

const LONGEST_SHOWN = 100;

function noId(text: string): ImageFailure {
	return invalidInput(
		`"${shortened(text, LONGEST_SHOWN)}" is not the ID of a job`,
		'Fill in Job ID with the ID alone, as Generation ID of an output, an error message or your account shows it.',
	);
}

function roundedId(): ImageFailure {
	return invalidInput(
		'The job ID came as a number with more digits than numbers can hold, so its last digits are lost',
		'Hand the ID on as a text: keep it in quotes where it comes from.',
	);
}
