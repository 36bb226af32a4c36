import { invalidInput } from '../../errors';
import { isUnsafeName } from '../../text/json';
import { FIELD_NAMES } from './fields';

/**
 * @param label of the option that names the field
 * @throws ImageFailure for a field that would replace another one, or that cannot be one
 */
export function checkFieldName(name: string, label: string): void {
	// `model[]` and `input.model` are the same field to some services.
	const isOwn = name
		.toLowerCase()
		.split(/[.[\]]/)
		.some((part) => FIELD_NAMES.includes(part));
	if (!isOwn && !isUnsafeName(name) && /^[\w.[\]-]{1,100}$/.test(name)) return;
	throw invalidInput(
		`${label} cannot be "${name}"${isOwn ? ', which is another field of the request' : ''}`,
		`Enter in ${label} the name of the field as Oakgen’s documentation has it, or remove the option.`,
	);
}

/** @throws ImageFailure when the mask would replace the reference images */
export function checkFieldsDiffer(fields: Record<'imageField' | 'maskField', string>): void {
	if (fields.imageField !== fields.maskField) return;
	throw invalidInput(
		`Image Field and Mask Field are both "${fields.maskField}", so that one would replace the other`,
		'Enter in each the name of its own field, or remove the option that is not needed.',
	);
}
