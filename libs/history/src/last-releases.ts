import type { Seen } from '#libs/read-models';

/** Says of a correction which event it corrects: the custody's last release. */
export class LastReleases {
  private readonly byStream = new Map<string, string>();

  correctedBy({ type, stream, position }: Seen): string | undefined {
    if (type === 'ReleaseRecorded') this.byStream.set(stream, position);
    return type === 'ReleaseCorrected' || type === 'ReleaseVoided' ? this.byStream.get(stream) : undefined;
  }
}
