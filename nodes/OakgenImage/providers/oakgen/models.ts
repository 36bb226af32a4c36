import { field, firstText, isRecord } from '../../text/json';
import { readModels, type ModelList } from '../modelList';
import {
	MODEL_ID_FIELDS,
	MODEL_KIND_FIELDS,
	MODEL_LIST_FIELDS,
	MODEL_NAME_FIELDS,
	MODELS_PATH,
} from './assumptions';

export const oakgenModels: ModelList = {
	path: MODELS_PATH,
	read: (reply) =>
		readModels(reply, MODEL_LIST_FIELDS, (entry) => {
			const id = typeof entry === 'string' ? entry.trim() : firstText(entry, MODEL_ID_FIELDS);
			if (id === null || makesSomethingElse(entry)) return null;
			return { id, name: firstText(entry, MODEL_NAME_FIELDS) ?? id };
		}),
};

const OTHER_KIND =
	/^(text|chat|llm|language|video|audio|speech|music|embedding)s?([ _-](generation|model))?$/;

/** Whether an entry says what it makes, and nothing of that is images. */
function makesSomethingElse(entry: unknown): boolean {
	const results = MODEL_KIND_FIELDS.flatMap((name) => wordsIn(field(entry, name)))
		// Of `text-to-video` or `text->image`, what comes out.
		.flatMap((word) =>
			word
				.toLowerCase()
				.split(/[ _-]to[ _-]|->/)
				.slice(-1),
		);
	return (
		results.some((word) => OTHER_KIND.test(word)) && !results.some((word) => word.includes('image'))
	);
}

/** A word, a list of words, or an object whose true fields are the words. */
function wordsIn(value: unknown): string[] {
	if (isRecord(value)) return Object.keys(value).filter((name) => value[name] === true);
	return [value].flat().filter((word) => typeof word === 'string');
}
