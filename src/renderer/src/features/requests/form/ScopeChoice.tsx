import { Button, Fieldset, SimpleGrid, Text } from '@mantine/core';
import { type Scope, scopeSchema } from '../../../../../shared/domain/service-terms.ts';
import { useSay, useWording } from '../../../language/wording-context.ts';

interface ScopeChoiceProps {
  readonly chosen: Scope | null;
  readonly proposed: Scope;
  readonly onChoose: (scope: Scope) => void;
}

/** The one question only the teacher can answer: who else is hit. One touch. */
export function ScopeChoice({ chosen, proposed, onChoose }: ScopeChoiceProps) {
  const say = useSay();
  const { t } = useWording();
  return (
    <Fieldset variant="unstyled" legend={say('requests.form.scope')}>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {scopeSchema.options.map((scope) => (
          <Button
            key={scope}
            h="auto"
            mih={72}
            py="xs"
            variant={chosen === scope ? 'filled' : 'default'}
            aria-pressed={chosen === scope}
            onClick={() => onChoose(scope)}
          >
            <span>
              {t(`requests:terms.scope.${scope}`)}
              {scope === proposed && chosen === null && (
                <Text span display="block" fz="xs">
                  {say('requests.form.proposed')}
                </Text>
              )}
            </span>
          </Button>
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}
