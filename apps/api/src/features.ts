import { HealthModule } from './health/health.module';
import { RoomsModule } from './rooms/rooms.module';
import { UsersModule } from './users/users.module';

/** Every feature, in the order of docs/architecture.md: imports point left only. */
export const features = [HealthModule, UsersModule, RoomsModule] as const;
