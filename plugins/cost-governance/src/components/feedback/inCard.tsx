import type { ReactElement } from 'react';
import { Card, CardBody } from '@backstage/ui';

/** Puts a card around something. @internal */
export function inCard(content: ReactElement): ReactElement {
  return (
    <Card>
      <CardBody>{content}</CardBody>
    </Card>
  );
}
