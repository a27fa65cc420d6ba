import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { useLocation, useNavigate } from 'react-router-dom';

/** The address bar and the back button of a browser. */
function Browser() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output data-testid="address">{`${pathname}${search}`}</output>
      <button type="button" onClick={() => navigate(-1)}>
        Back
      </button>
    </>
  );
}

/**
 * Shows the address of a page, and the way back.
 *
 * @public
 */
export const browser = AppRootElementBlueprint.make({
  name: 'browser',
  params: { element: <Browser /> },
});
