import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A picture as it is shown: some ten kilobytes, as text, which both databases keep in the same kind of column. */
@Entity('pictures')
export class PictureEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') accountId: string;
  @Column('text') base64: string;
}
