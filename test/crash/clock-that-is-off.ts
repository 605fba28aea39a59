import { Clock } from '#libs/kernel';

export class ClockThatIsOff extends Clock {
  byMs = 0;

  now(): string {
    return new Date(Date.now() + this.byMs).toISOString();
  }
}
