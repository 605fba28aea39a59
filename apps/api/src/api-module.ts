import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import { accessHandlers } from './access/access-handlers.ts';
import { commandHandlers } from './commands/command-handlers.ts';
import { CommandRoutes } from './commands/command-routes.ts';
import { Callers } from './door/callers.ts';
import { feedProviders } from './feed/feed-routes.ts';
import { historyHandlers } from './history/history-handlers.ts';
import { HistoryRoutes } from './history/history-routes.ts';
import { OpenApiRoute } from './openapi/openapi-route.ts';
import { HealthController } from './operation/health-controller.ts';
import { Metrics } from './operation/metrics.ts';
import { MetricsRoute } from './operation/metrics-route.ts';
import { Stopping } from './operation/stopping.ts';
import { IDMAJ, type Parts } from './parts.ts';
import { ProblemFilter } from './problems/problem-filter.ts';
import { questionHandlers } from './questions/question-handlers.ts';
import { QuestionRoutes } from './questions/question-routes.ts';

/** The HTTP door over assembled parts; it has no rule of its own. */
@Module({})
export class ApiModule {
  static over(parts: Parts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot(), TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [
        { provide: IDMAJ, useValue: parts },
        { provide: APP_FILTER, useClass: ProblemFilter },
        Callers,
        Metrics,
        Stopping,
        CommandRoutes,
        QuestionRoutes,
        HistoryRoutes,
        MetricsRoute,
        OpenApiRoute,
        ...commandHandlers,
        ...questionHandlers,
        ...accessHandlers,
        ...historyHandlers,
        ...feedProviders,
      ],
    };
  }
}
