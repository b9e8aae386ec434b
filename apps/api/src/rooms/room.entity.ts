import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

@Entity('rooms')
export class RoomEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') ownerId: string;
  @Column('varchar') name: string;
  @Column('varchar', { nullable: true }) passwordHash: string | null;
  @Column('boolean') hasLobby: boolean;
  @Column('boolean') hidesAddresses: boolean;
  @Column('integer', { nullable: true }) audioCeilingKbps: number | null;
  @Column('integer', { nullable: true }) videoCeilingKbps: number | null;
  @Column('integer', { nullable: true }) screenCeilingKbps: number | null;
  @Column(epochMs) createdAtMs: number;
}
