/** `elsewhere`: whatever is asked of the other origin, files excepted. */
export type Where = 'generate' | 'status' | 'download' | 'models' | 'elsewhere';
