import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** An account that is a moderator in every meeting of a room. */
@Entity('room_moderators')
export class RoomModeratorEntity {
  @PrimaryColumn('varchar') roomId: string;
  @PrimaryColumn('varchar') accountId: string;
  @Column(epochMs) createdAtMs: number;
}
