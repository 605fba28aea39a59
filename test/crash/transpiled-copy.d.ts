export function transpiledCopy(folder: string): Promise<string>;
